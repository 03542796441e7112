import fs from "node:fs/promises";
import path from "node:path";
import { parseProcfile } from "../../procfile/parse-procfile.ts";

export interface ProcessTypes {
  readonly all: Readonly<Record<string, string>>;
  /** What the output says of them. */
  readonly lines: readonly string[];
}

/** The Procfile's process types over the buildpacks' default ones. */
export async function discoverProcessTypes(
  folder: string,
  defaults: Readonly<Record<string, string>>,
): Promise<ProcessTypes> {
  const text = await fs.readFile(path.join(folder, "Procfile"), "utf8").catch(() => "");
  const declared = parseProcfile(text).types;
  const added = Object.keys(defaults).filter((type) => !Object.hasOwn(declared, type));
  return { all: { ...defaults, ...declared }, lines: describe(Object.keys(declared), added) };
}

function describe(declared: readonly string[], added: readonly string[]): string[] {
  const names = (types: readonly string[]) => (types.length > 0 ? [...types].sort().join(", ") : "(none)");
  if (added.length === 0) return [`       Procfile declares types -> ${names(declared)}`];
  return [
    `       Procfile declares types     -> ${names(declared)}`,
    `       Default types for buildpack -> ${names(added)}`,
  ];
}
