import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { type Failure, failure } from "./verb.ts";

/** Bytes; nobody writes more by hand. */
const largest = 20_000_000;

/**
 * The text as it is, a byte order mark included; undefined when the file is not there. It may be a pipe, as of
 * `-e <(…)` or of a password manager that hands out a .env. Throws a `Failure`.
 */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    const stats = await stat(file);
    if (stats.isFIFO() || stats.isCharacterDevice()) return await readPipe(file);
    if (!stats.isFile()) throw failure(`${nameOf(file)} is no file.`);
    if (stats.size > largest) throw tooLong(file);
    return await readFile(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    if (code === undefined) throw error;
    throw failure(`${nameOf(file)} could not be read. ${message}`);
  }
}

async function readPipe(file: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > largest) throw tooLong(file);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function tooLong(file: string): Failure {
  return failure(`${nameOf(file)} has more than ${largest} bytes, which is more than is read.`);
}

/** Throws a `Failure` when it is not there. */
export async function readNamed(file: string): Promise<string> {
  const text = await readIfThere(file);
  if (text === undefined) throw failure(`${nameOf(file)} does not exist.`);
  return text;
}

export async function isFolder(file: string): Promise<boolean> {
  return stat(file).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

/** The folder in which commands run. Throws a `Failure` when it is none: the system's words would blame the shell. */
export async function checkedRoot(folder: string): Promise<string> {
  if (!(await isFolder(folder))) throw failure(`${nameOf(folder)} is no folder to run commands in.`);
  return folder;
}

/** As a person here would write it. */
export function nameOf(file: string): string {
  const way = path.relative(process.cwd(), file);
  return way === "" || way.startsWith("..") ? file : way;
}
