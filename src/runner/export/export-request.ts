import type { Plan } from "../plan.ts";

/** What units are made of. */
export interface ExportRequest {
  /** Begins every name; letters, digits, `.`, `_` and `-`. */
  readonly app: string;
  /** Who runs the processes; undefined: the user whose own service manager loads the units. */
  readonly user: string | undefined;
  /** Folder in which the commands run; absolute. */
  readonly root: string;
  /** Where the files will lie; absolute, since the units name the file of the variables. */
  readonly folder: string;
  /** Folder of the logs; absolute. Undefined: the service manager's own. */
  readonly log: string | undefined;
  /** Seconds between SIGTERM and SIGKILL. */
  readonly timeout: number;
  readonly plan: Plan;
  /** What the .env files define: secrets, so in no file that others can read. */
  readonly variables: Readonly<Record<string, string>>;
  /** For the commands; a service manager's own has little in it. */
  readonly path: string | undefined;
}

export interface ExportedFile {
  readonly name: string;
  readonly text: string;
  /** Others must not read it. */
  readonly isSecret: boolean;
}

export type Exported =
  | {
      readonly kind: "exported";
      readonly files: readonly ExportedFile[];
      /** What a person does next, one command a line. */
      readonly next: readonly string[];
    }
  /** A sentence that says what to change. */
  | { readonly kind: "impossible"; readonly message: string };

/** First line of every file: by it, what an export wrote earlier is known and may be removed. */
export function signature(app: string): string {
  return `Heroku Workbench wrote this for ${app}. Export again instead of editing it.`;
}
