import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/** Writes a request's body to a file that appears whole or not at all. Throws `TooLarge` over `limit` bytes. Resolves with its size. */
export async function receiveFile(request: IncomingMessage, file: string, limit: number): Promise<number> {
  const temporary = `${file}.partial`;
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      size += chunk.length;
      if (size > limit) callback(new TooLarge(`The upload is larger than ${limit} bytes.`));
      else callback(null, chunk);
    },
  });
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    await pipeline(request, measure, createWriteStream(temporary, { mode: 0o600, flush: true }));
    await rename(temporary, file);
    return size;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
