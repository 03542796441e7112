import type { EventEmitter } from "node:events";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";

/** A file that this process appends to; `length` counts what is in the file already. */
export interface GrowingFile {
  readonly path: string;
  length: number;
  ended: boolean;
  /** Emits `change` when the file has grown or ended. */
  readonly changes: EventEmitter<{ change: [] }>;
}

const chunkSize = 64 * 1024;

/** The bytes of `file` from `from`, then what is appended, until it has ended. */
export function followFile(file: GrowingFile, from: number): Readable {
  let position = from;
  let handle: FileHandle | undefined;
  let reading = false;

  const readOn = async () => {
    handle ??= await open(file.path, "r");
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(chunkSize), 0, chunkSize, position);
    position += bytesRead;
    return buffer.subarray(0, bytesRead);
  };
  const advance = async () => {
    if (reading || stream.destroyed) return;
    if (position >= file.length) {
      if (file.ended) stream.push(null);
      return;
    }
    reading = true;
    const bytes = await readOn();
    reading = false;
    if (bytes.length > 0) stream.push(bytes);
  };
  const tryAdvance = () => void advance().catch((error: Error) => stream.destroy(error));

  const stream = new Readable({
    read: tryAdvance,
    destroy(error, callback) {
      file.changes.off("change", tryAdvance);
      void Promise.resolve(handle?.close()).then(() => callback(error), callback);
    },
  });
  file.changes.on("change", tryAdvance);
  return stream;
}
