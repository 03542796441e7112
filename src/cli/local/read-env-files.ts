import { readDotenv } from "../../dotenv/readers.ts";
import { isFolder, nameOf, readIfThere, readNamed } from "./read-file.ts";
import type { SharedOptions } from "./shared-options.ts";
import { type Console, failure } from "./verb.ts";

/**
 * The variables of the `.env` files, a later file's over an earlier one's. A file that was named must be there, the
 * default one need not; to heroku local they are all alike. Throws a `Failure`.
 */
export async function readEnvFiles(
  options: SharedOptions,
  console: Pick<Console, "error">,
): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  for (const [file, text] of await textsOf(options, console)) {
    const reading = readDotenv(text, options.dialect);
    if (reading.kind === "refused") throw failure(`${placeIn(file, reading.line)}: ${reading.message}`);
    for (const { message, line } of reading.warnings ?? []) console.error(`${placeIn(file, line)}: ${message}\n`);
    for (const [key, value] of reading.values) values.set(key, value);
  }
  return values;
}

async function textsOf(
  { envFiles, defaultEnvFile, dialect }: SharedOptions,
  console: Pick<Console, "error">,
): Promise<[file: string, text: string][]> {
  if (!envFiles) {
    const text = await readDefault(defaultEnvFile, console);
    return text === undefined ? [] : [[defaultEnvFile, text]];
  }
  const read = dialect === "heroku-local" ? (file: string) => readDefault(file, console) : readNamed;
  const texts = await Promise.all(envFiles.map(async (file) => [file, await read(file)] as const));
  return texts.flatMap(([file, text]) => (text === undefined ? [] : [[file, text]]));
}

/** A folder `.env` is most likely a virtual environment of Python: nobody asked to read it. */
async function readDefault(file: string, console: Pick<Console, "error">): Promise<string | undefined> {
  if (!(await isFolder(file))) return readIfThere(file);
  console.error(`${nameOf(file)} is a folder and is not read.\n`);
  return undefined;
}

function placeIn(file: string, line: number | undefined): string {
  return line === undefined ? nameOf(file) : `${nameOf(file)}:${line + 1}`;
}
