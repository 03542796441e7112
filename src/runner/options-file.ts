import { parse } from "yaml";

/** What `.foreman` may set: foreman's long option names. The command line is stronger. */
export interface FileOptions {
  readonly procfile?: string;
  readonly root?: string;
  readonly env?: string;
  readonly formation?: string;
  readonly port?: number;
  /** Seconds. */
  readonly timeout?: number;
  readonly color?: boolean;
  readonly timestamp?: boolean;
}

export type FileOptionsReading =
  | { readonly kind: "options"; readonly options: FileOptions; readonly unknown: readonly string[] }
  | { readonly kind: "invalid"; readonly message: string };

const types: Readonly<Record<keyof FileOptions, "string" | "number" | "boolean">> = {
  procfile: "string",
  root: "string",
  env: "string",
  formation: "string",
  port: "number",
  timeout: "number",
  color: "boolean",
  timestamp: "boolean",
};

/** What foreman reads there for its `export`. */
const exportOptions: ReadonlySet<string> = new Set(["app", "log", "run", "template", "user"]);

/** Reads a `.foreman`, a YAML map. `concurrency`, the old name of `formation`, is taken too, as foreman does. */
export function parseOptionsFile(text: string): FileOptionsReading {
  const map = readMap(text);
  if (map === undefined)
    return { kind: "invalid", message: "The .foreman file is no YAML map of options, such as `port: 5000`." };
  const options: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(map)) {
    const key = name === "concurrency" ? "formation" : name;
    if (exportOptions.has(key)) continue;
    if (!Object.hasOwn(types, key)) unknown.push(name);
    else if (typeof value !== types[key as keyof FileOptions]) {
      return { kind: "invalid", message: `${name} in the .foreman file is no ${types[key as keyof FileOptions]}.` };
    } else options[key] = value;
  }
  return { kind: "options", options, unknown };
}

function readMap(text: string): object | undefined {
  try {
    const value: unknown = parse(text, { maxAliasCount: 10 });
    if (value === null || value === undefined) return {};
    return typeof value === "object" && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
