import { readFile } from "node:fs/promises";
import path from "node:path";
import { type DotenvReader, readDotenv } from "../dotenv/readers.ts";
import { cleanEnvironment } from "../process/environment.ts";
import { type ProcfileReader, readProcfile } from "../procfile/readers.ts";
import type { Dialect } from "./dialect.ts";
import type { Formation } from "./formation.ts";
import type { Plan } from "./plan.ts";
import { basePort } from "./ports.ts";

/** What the command line, `.foreman` and the defaults come to. */
export interface RunRequest {
  readonly dialect: Dialect;
  /** Absolute. */
  readonly procfile: string;
  /** Absolute; the commands run here, and the .env files are sought here. */
  readonly root: string;
  /** Relative to the root. Undefined: `.env`, if it is there. */
  readonly envFiles: readonly string[] | undefined;
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

/** Reads the Procfile and the .env files as the dialect does. */
export async function prepareRun(request: RunRequest): Promise<Prepared> {
  const { dialect, formation, shell, platform } = request;
  const types = await readTypes(request);
  if ("message" in types) return refused(types.message);
  const files = await readEnvFiles(request);
  if ("message" in files) return refused(files.message);
  const base = basePort({ option: request.port, envFiles: files.values["PORT"], shell: shell["PORT"] }, dialect);
  if (base.kind === "invalid") return refused(base.message);
  const cleaned = cleanEnvironment(shell, { platform });
  const env = request.precedence === "file" ? { ...cleaned, ...files.values } : { ...files.values, ...cleaned };
  const plan = {
    dialect,
    types: types.types,
    formation,
    basePort: base.port,
    env,
    fileKeys: Object.keys(files.values),
  };
  return { kind: "prepared", plan, isPortAsked: base.isAsked };
}

/**
 * The merged variables of .env files, the last file that has a name wins. A file that is named must be there; the
 * default `.env` need not.
 */
export async function readEnvFiles({
  root,
  envFiles,
  dialect,
  shell,
}: Pick<RunRequest, "root" | "envFiles" | "dialect" | "shell">): Promise<
  { readonly values: Readonly<Record<string, string>> } | { readonly message: string }
> {
  let values: Record<string, string> = {};
  for (const file of envFiles ?? [".env"]) {
    const text = await readText(path.resolve(root, file));
    if (text === undefined && envFiles !== undefined) return { message: `The env file ${file} cannot be read.` };
    const reading = readDotenv(text ?? "", envReaders[dialect], toEnvironment(shell));
    if (reading.kind === "refused") return { message: `${file}: ${reading.message}` };
    values = { ...values, ...Object.fromEntries(reading.values) };
  }
  return { values };
}

const envReaders: Readonly<Record<Dialect, DotenvReader>> = {
  workbench: "workbench",
  foreman: "foreman",
  "heroku-local": "heroku-local",
};

const procfileReaders: Readonly<Record<Dialect, ProcfileReader>> = {
  workbench: "foreman",
  foreman: "foreman",
  "heroku-local": "heroku-local",
};

async function readTypes({ procfile, dialect }: RunRequest): Promise<{ types: Plan["types"] } | { message: string }> {
  const text = await readText(procfile);
  const name = path.basename(procfile);
  if (text === undefined) return { message: `${procfile} is not there. Write a Procfile, or name one with -f.` };
  // A byte order mark belongs to no name.
  const reading = readProcfile(dialect === "workbench" ? text.replace(/^\uFEFF/, "") : text, procfileReaders[dialect]);
  if (reading.kind === "refused" && dialect !== "workbench") return { message: `${name}: ${reading.message}` };
  if (reading.kind === "refused" || reading.processes.length === 0)
    return { message: `${name} has no process. Write a line such as web: npm start.` };
  const twice = reading.processes.find(
    ({ name: type }, index, all) => all.findIndex((one) => one.name === type) !== index,
  );
  if (twice && dialect === "workbench")
    return { message: `${name} has the process type ${twice.name} twice. Rename one.` };
  return { types: reading.processes };
}

async function readText(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}

function toEnvironment(shell: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(shell).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function refused(message: string): Prepared {
  return { kind: "refused", message };
}
