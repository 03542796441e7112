import { plainText } from "../../process/plain-text.ts";

/** Where text is shown; an output channel is one. */
export interface TextSink {
  append(text: string): void;
  replace(text: string): void;
}

export interface LineView {
  /** Shown at the latest with the next batch. */
  push(lines: readonly string[]): void;
  /** A line of our own, which stands out and is never dropped. */
  notice(text: string): void;
  /** Forgets what waits and empties the view. */
  clear(): void;
  /** Shows what waits, at once, and takes no more. */
  end(): void;
}

export interface LineViewLimits {
  /** Milliseconds between two batches. */
  readonly interval: number;
  /** Of one batch: the editor has to lay them out. */
  readonly batchLines: number;
  /** Waiting to be shown, in lines and in characters; older ones are dropped. */
  readonly waitingLines: number;
  readonly waitingCharacters: number;
  /** In the view, in characters; then only the last `keptLines` stay. */
  readonly viewCharacters: number;
  readonly keptLines: number;
}

export const usualLimits: LineViewLimits = {
  interval: 50,
  batchLines: 500,
  waitingLines: 5000,
  waitingCharacters: 4_000_000,
  viewCharacters: 8_000_000,
  keptLines: 3000,
};

/**
 * Shows lines in batches. A flood neither fills the memory nor keeps the editor busy: what cannot be shown in time is
 * dropped, oldest first, and a line says how many those were.
 */
export function createLineView(sink: TextSink, limits: LineViewLimits = usualLimits): LineView {
  let waiting: string[] = [];
  let characters = 0;
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  let isEnded = false;
  const shown = createShown(sink, limits);

  const flush = (most: number): void => {
    const batch = waiting.slice(0, most);
    waiting = waiting.slice(most);
    characters -= lengthOf(batch);
    const text = batch.map(plainText);
    if (dropped > 0) text.unshift(droppedNotice(dropped));
    dropped = 0;
    if (text.length > 0) shown.append(text);
  };
  const tick = (): void => {
    timer = undefined;
    flush(limits.batchLines);
    if (waiting.length > 0) schedule();
  };
  const schedule = (): void => {
    timer ??= setTimeout(tick, limits.interval);
  };
  const add = (lines: readonly string[]): void => {
    if (isEnded || lines.length === 0) return;
    waiting = waiting.concat(lines);
    characters += lengthOf(lines);
    const excess = excessOf(waiting, characters, limits);
    characters -= lengthOf(waiting.slice(0, excess));
    waiting = excess === 0 ? waiting : waiting.slice(excess);
    dropped += excess;
    schedule();
  };

  return {
    push: add,
    notice(text) {
      if (isEnded) return;
      flush(Number.POSITIVE_INFINITY);
      shown.append([noticeLine(text)]);
    },
    clear() {
      waiting = [];
      characters = dropped = 0;
      shown.clear();
    },
    end() {
      clearTimeout(timer);
      if (!isEnded) flush(Number.POSITIVE_INFINITY);
      isEnded = true;
    },
  };
}

export function noticeLine(text: string): string {
  return `── ${text} ──`;
}

function droppedNotice(count: number): string {
  const lines = count === 1 ? "line" : "lines";
  return noticeLine(`${count.toLocaleString("en")} ${lines} left out: more came than can be shown`);
}

/** The view itself, which is cut when it has become too long. */
function createShown(sink: TextSink, { viewCharacters, keptLines }: LineViewLimits) {
  let recent: string[] = [];
  let characters = 0;
  return {
    append(lines: readonly string[]): void {
      recent = recent.concat(lines).slice(-keptLines);
      const text = `${lines.join("\n")}\n`;
      characters += text.length;
      if (characters <= viewCharacters) {
        sink.append(text);
        return;
      }
      const rest = `${noticeLine("earlier lines were removed from this view")}\n${recent.join("\n")}\n`;
      characters = rest.length;
      sink.replace(rest);
    },
    clear(): void {
      recent = [];
      characters = 0;
      sink.replace("");
    },
  };
}

/** How many lines at the front are too many. */
function excessOf(lines: readonly string[], characters: number, limits: LineViewLimits): number {
  let excess = Math.max(0, lines.length - limits.waitingLines);
  let left = characters - lengthOf(lines.slice(0, excess));
  for (; left > limits.waitingCharacters && excess < lines.length - 1; excess++) left -= (lines[excess] ?? "").length;
  return excess;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}
