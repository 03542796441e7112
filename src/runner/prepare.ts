import { cleanEnvironment } from "../process/environment.ts";
import { type ProcfileReader, readProcfile } from "../procfile/readers.ts";
import type { Dialect } from "./dialect.ts";
import type { Formation } from "./formation.ts";
import type { Plan } from "./plan.ts";
import { basePort } from "./ports.ts";

/** What the command line, the files and the defaults come to. */
export interface RunRequest {
  readonly dialect: Dialect;
  readonly procfile: { readonly name: string; readonly text: string };
  /** Variables of the .env files, already merged. */
  readonly fileValues: Readonly<Record<string, string>>;
  /** Of an app, for this run only: they win over files and shell, and no dialect puts them into a command. */
  readonly configVars?: Readonly<Record<string, string>> | undefined;
  readonly port: number | undefined;
  readonly formation: Formation;
  /** Which value counts when the shell and a file have the same name; foreman: the file's. */
  readonly precedence: "file" | "shell";
  /** The shell's variables. */
  readonly shell: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

export type Prepared =
  | {
      readonly kind: "prepared";
      readonly plan: Plan;
      /** The base port was asked for: see `choosePorts`. */
      readonly isPortAsked: boolean;
    }
  /** A sentence that says what to do. */
  | { readonly kind: "refused"; readonly message: string };

/** Makes the plan of a run, reading the Procfile as the dialect does. */
export function prepareRun(request: RunRequest): Prepared {
  const { dialect, formation, fileValues } = request;
  const types = readTypes(request);
  if ("message" in types) return { kind: "refused", message: types.message };
  const sources = { option: request.port, envFiles: fileValues["PORT"], shell: request.shell["PORT"] };
  const base = basePort(sources, dialect);
  if (base.kind === "invalid") return { kind: "refused", message: base.message };
  const fileKeys = Object.keys(fileValues);
  const plan = { dialect, types: types.types, formation, basePort: base.port, env: mergedVariables(request), fileKeys };
  return { kind: "prepared", plan, isPortAsked: base.isAsked };
}

/** What every process gets, without what the editor put into the shell's variables. */
export function mergedVariables({
  shell,
  platform,
  precedence,
  fileValues,
  configVars,
}: Pick<RunRequest, "shell" | "platform" | "precedence" | "fileValues" | "configVars">): Record<string, string> {
  const cleaned = cleanEnvironment(shell, { platform });
  return precedence === "file"
    ? { ...cleaned, ...fileValues, ...configVars }
    : { ...fileValues, ...cleaned, ...configVars };
}

const procfileReaders: Readonly<Record<Dialect, ProcfileReader>> = {
  workbench: "foreman",
  foreman: "foreman",
  "heroku-local": "heroku-local",
};

function readTypes({
  procfile: { name, text },
  dialect,
}: RunRequest): { readonly types: Plan["types"] } | { readonly message: string } {
  // A byte order mark belongs to no name.
  const reading = readProcfile(dialect === "workbench" ? text.replace(/^\uFEFF/, "") : text, procfileReaders[dialect]);
  if (reading.kind === "refused" && dialect !== "workbench") return { message: `${name}: ${reading.message}` };
  if (reading.kind === "refused" || reading.processes.length === 0) {
    return { message: `${name} has no process. Write a line such as web: npm start.` };
  }
  const names = reading.processes.map((one) => one.name);
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice === undefined || dialect !== "workbench") return { types: reading.processes };
  return { message: `${name} has the process type ${twice} twice. Rename one.` };
}
