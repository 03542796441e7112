import path from "node:path";
import { type Dialect, dialects, isDialect } from "../../runner/dialect.ts";

/** Options that every verb knows, as `parseArgs` wants them. */
export const sharedOptions = {
  procfile: { type: "string", short: "f" },
  root: { type: "string", short: "d" },
  env: { type: "string", short: "e" },
  dialect: { type: "string" },
  json: { type: "boolean" },
} as const;

export const sharedUsage = `  -f, --procfile FILE  the Procfile (default: Procfile in the root)
  -d, --root DIR       the project's root (default: the folder of the Procfile)
  -e, --env FILES      .env files, separated by commas, a later one wins
                       (default: .env in the root, if it is there)
  --dialect NAME       whose reading counts: ${dialects.join(", ")}
  --json               print JSON
`;

export interface SharedValues {
  readonly procfile?: string | undefined;
  readonly root?: string | undefined;
  readonly env?: string | undefined;
  readonly dialect?: string | undefined;
  readonly json?: boolean | undefined;
}

export interface SharedOptions {
  /** Absolute; the default is not looked for yet. */
  readonly procfile: string;
  /** Absolute; undefined when it was not said. */
  readonly root: string | undefined;
  /** Absolute; undefined when they were not named. */
  readonly envFiles: readonly string[] | undefined;
  /** Absolute: `.env` in the root that was said, beside the Procfile, or here. */
  readonly defaultEnvFile: string;
  readonly dialect: Dialect;
  readonly json: boolean;
}

/** Throws a sentence that names the mistake. */
export function readSharedOptions(values: SharedValues): SharedOptions {
  for (const [name, value] of Object.entries(values)) if (value === "") throw new Error(`--${name} needs a value.`);
  const root = values.root === undefined ? undefined : path.resolve(values.root);
  const procfile = values.procfile === undefined ? path.join(root ?? "", "Procfile") : values.procfile;
  return {
    procfile: path.resolve(procfile),
    root,
    envFiles: values.env === undefined ? undefined : readFiles(values.env),
    defaultEnvFile: path.join(root ?? path.dirname(path.resolve(procfile)), ".env"),
    dialect: readDialect(values.dialect ?? "workbench"),
    json: values.json ?? false,
  };
}

function readFiles(list: string): string[] {
  const files = list.split(",").map((file) => file.trim());
  if (files.includes("")) throw new Error(`--env has an empty name in ${JSON.stringify(list)}.`);
  return files.map((file) => path.resolve(file));
}

function readDialect(text: string): Dialect {
  if (!isDialect(text)) throw new Error(`--dialect must be ${dialects.join(", ")}, not ${text}.`);
  return text;
}
