import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

/**
 * The text of a file of at most `bytes`, without its byte order mark; undefined when it is not there, larger, binary
 * or no plain file. Never waits for a pipe.
 */
export async function readText(path: string, bytes: number): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > bytes) return undefined;
    return asText(await file.readFile());
  } catch {
    // Gone, a folder, or not for us: as good as not there.
    return undefined;
  } finally {
    await file?.close();
  }
}

function asText(content: Buffer): string | undefined {
  // As git tells text from binary.
  if (content.subarray(0, 8000).includes(0)) return undefined;
  return content.toString("utf8").replace(/^\uFEFF/, "");
}
