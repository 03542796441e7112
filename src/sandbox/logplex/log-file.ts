import { readFileSync } from "node:fs";
import { appendFile, rename, rm, writeFile } from "node:fs/promises";
import type { LogBlock } from "./log-block.ts";
import { parseMicros } from "./timestamp.ts";

/** The lines of one app on disk, as they read in the log. Readable by this user only: apps log secrets. */
export interface LogFile {
  /** What was saved, without a line that a kill cut off; more than is to be kept. */
  load(): LogBlock[];
  /** Adds blocks; `all` gives everything that is kept, for when the file has grown long enough to be written anew. */
  save(added: readonly LogBlock[] | undefined, all: () => readonly LogBlock[]): Promise<void>;
  remove(): Promise<void>;
}

const header = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6})\+00:00 (app|heroku)\[([^\]\s]+)\]: /;
const headerBytes = 200;
const mode = 0o600;

export function createLogFile(file: string, capacity: number): LogFile {
  // The first save writes the file anew, without a line that was cut off.
  let lines = Number.POSITIVE_INFINITY;
  let work: Promise<void> = Promise.resolve();

  const rewrite = async (blocks: readonly LogBlock[]): Promise<void> => {
    await writeFile(`${file}.new`, join(blocks), { mode });
    await rename(`${file}.new`, file);
    lines = count(blocks);
  };

  const add = async (blocks: readonly LogBlock[]): Promise<void> => {
    await appendFile(file, join(blocks), { mode });
    lines += count(blocks);
  };

  const next = (step: () => Promise<void>): Promise<void> => {
    work = work.then(step, step);
    return work;
  };

  return {
    load: () => parseLines(read(file)),
    save(added, all) {
      return next(() => (added === undefined || lines + count(added) > 2 * capacity ? rewrite(all()) : add(added)));
    },
    remove() {
      return next(async () => {
        await rm(file, { force: true });
        await rm(`${file}.new`, { force: true });
      });
    },
  };
}

function count(blocks: readonly LogBlock[]): number {
  return blocks.reduce((sum, block) => sum + block.count, 0);
}

function join(blocks: readonly LogBlock[]): Buffer {
  return Buffer.concat(blocks.map((block) => block.text));
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

/** One block for each line; lines without a header are left out. */
function parseLines(bytes: Buffer): LogBlock[] {
  const blocks: LogBlock[] = [];
  let start = 0;
  for (let end = bytes.indexOf("\n"); end !== -1; end = bytes.indexOf("\n", start)) {
    const block = parseLine(bytes.subarray(start, end + 1));
    if (block !== undefined && block.first > (blocks.at(-1)?.first ?? 0)) blocks.push(block);
    start = end + 1;
  }
  return blocks;
}

function parseLine(text: Buffer): LogBlock | undefined {
  const [, stamp = "", source, process = ""] = header.exec(text.toString("latin1", 0, headerBytes)) ?? [];
  const first = parseMicros(stamp);
  if ((source !== "app" && source !== "heroku") || !Number.isSafeInteger(first)) return undefined;
  return { source, process, first, count: 1, text };
}
