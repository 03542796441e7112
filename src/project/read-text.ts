import fs from "node:fs";
import { promisify } from "node:util";

// With thousands of files, descriptors cost half of what the handles of `fs/promises` do.
const open = promisify(fs.open);
const stat = promisify(fs.fstat);
const read = promisify(fs.readFile);
const close = promisify(fs.close);

/**
 * The text of a file of at most `bytes`, without its byte order mark; undefined when it is not there, larger, binary
 * or no plain file. Never waits for a pipe.
 */
export async function readText(path: string, bytes: number): Promise<string | undefined> {
  let file: number | undefined;
  try {
    file = await open(path, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
    const stats = await stat(file);
    if (!stats.isFile() || stats.size > bytes) return undefined;
    return asText(await read(file));
  } catch {
    // Gone, a folder, or not for us: as good as not there.
    return undefined;
  } finally {
    if (file !== undefined) await close(file);
  }
}

function asText(content: Buffer): string | undefined {
  // As git tells text from binary.
  if (content.subarray(0, 8000).includes(0)) return undefined;
  return content.toString("utf8").replace(/^\uFEFF/, "");
}
