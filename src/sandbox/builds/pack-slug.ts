import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as tar from "tar";

export interface PackedSlug {
  /** Bytes. */
  readonly size: number;
  /** `SHA256:` and 64 hex digits. */
  readonly checksum: string;
}

/** Packs a folder as `./app/…` into a tar.gz that appears whole or not at all. */
export async function packSlug(folder: string, file: string, signal: AbortSignal): Promise<PackedSlug> {
  const temporary = `${file}.partial`;
  const hash = createHash("sha256");
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      hash.update(chunk);
      size += chunk.length;
      callback(null, chunk);
    },
  });
  const archive = tar.create({ cwd: folder, prefix: "./app", portable: true, gzip: { level: 4 } }, ["."]);
  try {
    await fs.mkdir(path.dirname(file), { recursive: true });
    await pipeline(archive, measure, createWriteStream(temporary, { flush: true, mode: 0o600 }), { signal });
    await fs.rename(temporary, file);
  } catch (error) {
    await fs.rm(temporary, { force: true });
    throw error;
  }
  return { size, checksum: `SHA256:${hash.digest("hex")}` };
}

/** As `du -h` says it: `667B`, `30.5M`. */
export function readableSize(bytes: number): string {
  const exponent = bytes < 1024 ? 0 : Math.min(3, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** exponent;
  return `${exponent === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)}${["B", "K", "M", "G"][exponent]}`;
}
