import type { Readable } from "node:stream";
import { type Child, type Exit, startChild } from "../process/child.ts";
import { endTree } from "../process/end-tree.ts";
import type { Environment } from "../process/environment.ts";
import { createLineSplitter } from "../process/line-splitter.ts";
import { plainText } from "../process/plain-text.ts";
import type { Reaper } from "../process/reaper.ts";
import { withoutCredentials } from "./errors.ts";

/** What a person sees and may stop while git talks to another host. */
export interface TransferOptions {
  readonly signal?: AbortSignal | undefined;
  /** Each line that git or the other side prints, without escapes; those of the other side without `remote: `. */
  readonly onLine?: ((line: TransferLine) => void) | undefined;
  /** `Writing objects:  43% (6/14)`, as it goes. */
  readonly onProgress?: ((text: string) => void) | undefined;
  /** Ends git when this program is killed. */
  readonly reaper?: Reaper | undefined;
}

export interface TransferLine {
  readonly from: "git" | "remote";
  readonly text: string;
}

export interface TransferEnd {
  readonly exit: Exit;
  readonly isCancelled: boolean;
  readonly stdout: string;
  /** The last lines, of both sides. */
  readonly lines: readonly TransferLine[];
}

interface TransferCommand {
  readonly path: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
}

/** Runs git as a group of its own; when it is cancelled, nothing of it is left as this resolves. Never throws. */
export async function transfer(command: TransferCommand, options: TransferOptions): Promise<TransferEnd> {
  const { path, args, cwd, env } = command;
  if (options.signal?.aborted) return cancelledBeforeStart;
  const child = startChild({ command: path, args, cwd, env, reaper: options.reaper });
  const stopped = stopOnAbort(child, options.signal);
  const lines: TransferLine[] = [];
  const [stdout] = await Promise.all([collect(child.stdout), readLines(child.stderr, lines, options)]);
  const exit = await child.closed;
  await stopped.finish();
  return { exit, isCancelled: options.signal?.aborted === true && !isSuccess(exit), stdout, lines };
}

export function isSuccess(exit: Exit): boolean {
  return exit.kind === "exited" && exit.code === 0;
}

const cancelledBeforeStart: TransferEnd = {
  exit: { kind: "signalled", signal: "SIGTERM" },
  isCancelled: true,
  stdout: "",
  lines: [],
};

/** Milliseconds that git has to let go of its locks. */
const grace = 2000;
const keptLines = 200;
/** Bytes; more than any line a person reads. */
const lineLimit = 16_384;

function stopOnAbort(child: Child, signal: AbortSignal | undefined): { finish(): Promise<unknown> } {
  let ending: Promise<unknown> = Promise.resolve();
  const stop = () => {
    ending = endTree(child, { grace });
  };
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  return {
    finish() {
      signal?.removeEventListener("abort", stop);
      return ending;
    },
  };
}

async function readLines(stream: Readable, kept: TransferLine[], options: TransferOptions): Promise<void> {
  const splitter = createLineSplitter({ limit: lineLimit });
  const take = (bytes: Buffer) => {
    const line = toLine(bytes.toString("utf8"));
    if (line === undefined) return;
    kept.push(line);
    if (kept.length > keptLines) kept.shift();
    options.onLine?.(line);
  };
  await forEachChunk(stream, (chunk) => {
    reportProgress(chunk, options.onProgress);
    splitter.push(chunk).forEach(take);
  });
  splitter.end().forEach(take);
}

/** The last text that a terminal would show of a line that was overwritten; undefined when that was git's own counting. */
function toLine(raw: string): TransferLine | undefined {
  const shown = raw.split("\r").findLast((part) => part.trim() !== "") ?? "";
  // Git blanks the rest of a remote line with eight spaces where there is no terminal.
  const clean = withoutCredentials(plainText(shown)).trimEnd();
  const remote = /^remote: ?(.*)$/s.exec(clean);
  if (remote !== null) return { from: "remote", text: remote[1] ?? "" };
  return counting.test(clean) ? undefined : { from: "git", text: clean };
}

function reportProgress(chunk: Buffer, report: ((text: string) => void) | undefined): void {
  if (report === undefined) return;
  const last = chunk
    .toString("utf8")
    .split(/[\r\n]/)
    .findLast((part) => counting.test(part));
  if (last !== undefined) report(plainText(last).trim());
}

const counting =
  /^(?:Enumerating|Counting|Compressing|Writing|Receiving|Unpacking) objects:|^Resolving deltas:|^Delta compression/;

async function collect(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  await forEachChunk(stream, (chunk) => chunks.push(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

/** A stream that breaks has ended: the exit of the program tells the rest. */
async function forEachChunk(stream: Readable, take: (chunk: Buffer) => unknown): Promise<void> {
  stream.on("data", take);
  await new Promise<void>((resolve) => {
    stream.once("close", resolve);
    stream.once("end", resolve);
    stream.once("error", () => resolve());
  });
}
