import type { Severity } from "./problem.ts";

/** The section `herokuWorkbench` of the settings, as far as the language server reads it. */
export interface LanguageSettings {
  readonly procfile: {
    /** False switches everything of the server off for Procfiles. */
    readonly enabled: boolean;
    /** Whether formatting lines the commands up. */
    readonly alignCommands: boolean;
    readonly inlayHints: boolean;
    readonly codeLenses: boolean;
  };
  readonly dotenv: { readonly enabled: boolean };
  readonly appJson: { readonly enabled: boolean };
  /** By code of the problem; a missing code keeps its own severity. */
  readonly problems: Readonly<Record<string, Severity | "off">>;
  /** Port of the first process type when it runs locally, as foreman's base. */
  readonly local: { readonly basePort: number };
}

export const defaultSettings: LanguageSettings = {
  procfile: { enabled: true, alignCommands: false, inlayHints: true, codeLenses: true },
  dotenv: { enabled: true },
  appJson: { enabled: true },
  problems: {},
  local: { basePort: 5000 },
};
