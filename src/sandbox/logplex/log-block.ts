import { isUtf8 } from "node:buffer";
import { cutLine } from "../../process/line-splitter.ts";
import type { LogEntry } from "../parts.ts";
import { formatMicros, type Micros } from "./timestamp.ts";

export type LogOrigin = Omit<LogEntry, "message">;

/** Lines of one origin that came together: one object for many lines, so that a flood costs little. */
export interface LogBlock extends LogOrigin {
  /** Id of the first line; the others follow it by one. */
  readonly first: Micros;
  readonly count: number;
  /** `<timestamp>+00:00 source[process]: message`, each with its newline. */
  readonly text: Buffer;
}

/** Bytes of a message; longer ones are split (Dev Center: logging). */
export const longestMessage = 10_000;

const newline = 0x0a;
const carriageReturn = 0x0d;
const zero = 0x30;
const stampLength = 26;

/** What can be logged as it is: valid UTF-8, no line end inside, at most 10 000 bytes each. */
export function cleanLines(lines: readonly Buffer[]): readonly Buffer[] {
  return lines.every(isClean) ? lines : lines.flatMap(cleanLine);
}

function isClean(line: Buffer): boolean {
  return line.length <= longestMessage && !line.includes(carriageReturn) && !line.includes(newline) && isUtf8(line);
}

/** A progress bar's `\r` would end a line of an event stream, so it ends a log line too. */
function cleanLine(line: Buffer): Buffer[] {
  const parts = line.toString("utf8").split(/[\r\n]+/);
  const filled = parts.filter((part) => part !== "");
  return (filled.length === 0 ? [""] : filled).flatMap((part) => cutLine(Buffer.from(part), longestMessage));
}

/** Writes lines in the log's format. They must be clean. */
export function formatBlock(origin: LogOrigin, first: Micros, lines: readonly Buffer[]): LogBlock {
  const prefix = Buffer.from(`${formatMicros(first)}+00:00 ${origin.source}[${origin.process}]: `);
  let size = lines.length * (prefix.length + 1);
  for (const line of lines) size += line.length;
  const text = Buffer.allocUnsafe(size);
  let at = 0;
  for (const [index, line] of lines.entries()) {
    if (index > 0) stampNext(prefix, first + index);
    text.set(prefix, at);
    text.set(line, at + prefix.length);
    at += prefix.length + line.length;
    text[at++] = newline;
  }
  return { ...origin, first, count: lines.length, text };
}

/** Counts the microseconds up in place; a new text only when a second is full. */
function stampNext(prefix: Buffer, at: Micros): void {
  if (!increment(prefix, stampLength - 1, stampLength - 6)) prefix.write(formatMicros(at), "latin1");
}

/** Adds one to decimal digits that end at `last`; false when they overflow beyond `start`. */
function increment(digits: Buffer, last: number, start: number): boolean {
  for (let at = last; at >= start; at--) {
    const digit = digits[at] ?? zero;
    if (digit < zero + 9) {
      digits[at] = digit + 1;
      return true;
    }
    digits[at] = zero;
  }
  return false;
}

/** The last `count` lines of a block. */
export function lastLines(block: LogBlock, count: number): LogBlock {
  const dropped = Math.max(0, block.count - count);
  if (dropped === 0) return block;
  let start = 0;
  for (let n = 0; n < dropped; n++) start = block.text.indexOf(newline, start) + 1;
  return { ...block, first: block.first + dropped, count: block.count - dropped, text: block.text.subarray(start) };
}

/** The lines after a given id; undefined when there are none. */
export function linesAfter(block: LogBlock, id: Micros): LogBlock | undefined {
  const left = block.first + block.count - 1 - id;
  return left <= 0 ? undefined : lastLines(block, left);
}

/** The block as server-sent events: `id: <id>`, `data: <line>`, an empty line. */
export function toEvents(block: LogBlock): Buffer {
  const head = Buffer.from(`id: ${block.first}\ndata: `);
  const lastDigit = head.length - "\ndata: ".length - 1;
  const events = Buffer.allocUnsafe(block.text.length + block.count * (head.length + 1));
  let at = 0;
  let start = 0;
  for (let n = 0; n < block.count; n++) {
    const end = block.text.indexOf(newline, start) + 1;
    events.set(head, at);
    block.text.copy(events, at + head.length, start, end);
    at += head.length + end - start;
    events[at++] = newline;
    start = end;
    increment(head, lastDigit, "id: ".length);
  }
  return events;
}
