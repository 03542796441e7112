import type { Dialect } from "../../runner/dialect.ts";

/** What the settings say about runs of one Procfile. */
export interface LocalSettings {
  readonly terminals: "merged" | "perProcess";
  readonly dialect: Dialect;
  /** Relative to the folder of the Procfile, a later one wins. */
  readonly envFiles: readonly string[];
  readonly shellFirst: boolean;
  readonly keepGoing: boolean;
  readonly restart: "always" | "never" | "on-failure";
  readonly router: boolean;
  /** Undefined when nobody chose one: then the runner does. */
  readonly basePort: number | undefined;
}

export interface StartWords {
  readonly file: string;
  readonly root: string;
  readonly settings: LocalSettings;
  /** Absolute paths of the .env files that are there; empty for the runner's own choice. */
  readonly envFiles: readonly string[];
  /** `web`, `worker=2`: only these run; each type once unless given. */
  readonly chosen?: readonly string[] | undefined;
  readonly router?: boolean | undefined;
  readonly runId?: string | undefined;
  /** Of a socket that hands config vars over. */
  readonly configVarsFrom?: string | undefined;
}

/** The command line of `local.js start`. Never a value of a config var in it. */
export function startArguments({
  file,
  root,
  settings,
  envFiles,
  chosen,
  router = settings.router,
  runId,
  configVarsFrom,
}: StartWords): string[] {
  return [
    ...["start", "--procfile", file, "--root", root],
    ...option("--run-id", runId),
    ...option("--dialect", settings.dialect === "workbench" ? undefined : settings.dialect),
    ...option("--env", envFiles.length > 0 ? envFiles.join(",") : undefined),
    ...(settings.shellFirst ? ["--shell-first"] : []),
    ...(settings.keepGoing ? ["--keep-going"] : []),
    ...option("--restart", settings.restart === "never" ? undefined : settings.restart),
    ...(router ? ["--router"] : []),
    ...option("--config-vars-from", configVarsFrom),
    ...(chosen ? ["--", ...chosen] : []),
  ];
}

/** As the shell's `PORT`, the setting ranks below the one of a .env file, as foreman's own default does. */
export function portVariable({ basePort }: LocalSettings): Readonly<Record<string, string>> {
  return basePort === undefined ? {} : { PORT: String(basePort) };
}

function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value];
}
