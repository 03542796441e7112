import { readDotenv } from "../../dotenv/readers.ts";
import { nameOf, readIfThere, readNamed } from "./read-file.ts";
import type { SharedOptions } from "./shared-options.ts";
import { type Console, failure } from "./verb.ts";

/**
 * The variables of the `.env` files, a later file's over an earlier one's. A file that was named must be there, the
 * default one need not. Throws a `Failure`.
 */
export async function readEnvFiles(
  options: SharedOptions,
  console: Pick<Console, "error">,
): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  for (const [file, text] of await textsOf(options)) {
    const reading = readDotenv(text, options.dialect);
    if (reading.kind === "refused") throw failure(`${placeIn(file, reading.line)}: ${reading.message}`);
    for (const { message, line } of reading.warnings ?? []) console.error(`${placeIn(file, line)}: ${message}\n`);
    for (const [key, value] of reading.values) values.set(key, value);
  }
  return values;
}

async function textsOf({ envFiles, defaultEnvFile }: SharedOptions): Promise<[file: string, text: string][]> {
  if (!envFiles) {
    const text = await readIfThere(defaultEnvFile);
    return text === undefined ? [] : [[defaultEnvFile, text]];
  }
  return Promise.all(envFiles.map(async (file): Promise<[string, string]> => [file, await readNamed(file)]));
}

function placeIn(file: string, line: number | undefined): string {
  return line === undefined ? nameOf(file) : `${nameOf(file)}:${line + 1}`;
}
