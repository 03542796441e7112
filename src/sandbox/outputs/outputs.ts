import { EventEmitter, setMaxListeners } from "node:events";
import fs from "node:fs";
import path from "node:path";
import type { Outputs, Places, World } from "../parts.ts";
import { followFile, type GrowingFile } from "./follow-file.ts";
import { serveOutput } from "./serve-output.ts";

/** Heroku keeps at most 300 MB of an output (https://devcenter.heroku.com/articles/limits). */
const byteLimit = 300 * 1024 * 1024;
const limitNotice = "\n !     The output is longer than 300 MB; the rest is not kept.\n";

/**
 * Outputs as files in `places.outputs`. One that this process did not create has ended: whatever wrote it
 * died with the sandbox of then.
 */
export function createOutputs({ places, world }: { places: Places; world: World }): Outputs {
  const live = new Map<string, GrowingFile>();
  const fileOf = (id: string) => path.join(places.outputs, `${id}.log`);
  const find = (id: string) => live.get(id) ?? endedFile(fileOf(id));
  fs.mkdirSync(places.outputs, { recursive: true });

  return {
    create(id = world.uuid()) {
      const growing = growingFile(fileOf(id));
      const descriptor = fs.openSync(growing.path, "w", 0o600);
      live.set(id, growing);
      return { id, path: pathOf(id), ...writerOf(growing, descriptor, () => live.delete(id)) };
    },
    pathOf,
    follow(id, from = 0) {
      const file = isId(id) ? find(id) : undefined;
      return file && followFile(file, from);
    },
    handle(request, response) {
      const id = /^\/streams\/output\/([^/?]+)/.exec(request.url ?? "")?.[1] ?? "";
      serveOutput(isId(id) ? find(id) : undefined, request, response);
    },
  };
}

function pathOf(id: string): string {
  return `/streams/output/${id}`;
}

function isId(id: string): boolean {
  return /^[0-9a-f-]{36}$/i.test(id);
}

function growingFile(file: string): GrowingFile {
  const changes = new EventEmitter<{ change: [] }>();
  setMaxListeners(0, changes);
  return { path: file, length: 0, ended: false, changes };
}

function endedFile(file: string): GrowingFile | undefined {
  const length = fs.statSync(file, { throwIfNoEntry: false })?.size;
  return length === undefined ? undefined : { ...growingFile(file), length, ended: true };
}

function writerOf(file: GrowingFile, descriptor: number, onEnd: () => void) {
  let isFull = false;
  const append = (bytes: Buffer) => {
    try {
      file.length += fs.writeSync(descriptor, bytes);
    } catch {
      // A full disk costs the rest of the output, not the build.
      isFull = true;
    }
    file.changes.emit("change");
  };
  return {
    write(chunk: Buffer | string) {
      const bytes = Buffer.from(chunk);
      if (file.ended || isFull || bytes.length === 0 || file.length > byteLimit) return;
      append(
        file.length + bytes.length > byteLimit ? Buffer.from(limitNotice.padEnd(byteLimit - file.length + 1)) : bytes,
      );
    },
    end() {
      if (file.ended) return;
      fs.closeSync(descriptor);
      file.ended = true;
      onEnd();
      file.changes.emit("change");
    },
  };
}
