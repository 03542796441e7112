import { cleanLines, formatBlock, type LogBlock, type LogOrigin, toEvents } from "./log-block.ts";
import type { LogFilter } from "./log-filter.ts";
import type { LogReader, Render } from "./log-reader.ts";
import { createLogRing } from "./log-ring.ts";
import type { Micros } from "./timestamp.ts";

/** Lines in one block, so that the oldest lines leave the ring a few at a time. */
const blockLines = 500;

/** The log of one app: what is kept of it and who follows it. */
export interface AppLog {
  append(origin: LogOrigin, lines: readonly Buffer[]): void;
  /** Sends what is there (after `from`, or the last `lines`), then, for a tail, what comes. */
  open(reader: LogReader, view: LogView): void;
  beat(): void;
  /** Ends every stream. */
  end(): void;
  /** The blocks that came since the last call; undefined when more came than is kept, so that all must be saved anew. */
  takeUnsaved(): readonly LogBlock[] | undefined;
  all(): readonly LogBlock[];
}

export interface LogView {
  readonly isWanted: LogFilter;
  readonly lines: number;
  /** Id of the last line that the reader already has. */
  readonly from: Micros | undefined;
  readonly tail: boolean;
  /** Calls back when the reader has gone. */
  readonly onGone: (gone: () => void) => void;
}

export function createAppLog({
  capacity,
  saved,
  now,
}: {
  capacity: number;
  saved: readonly LogBlock[];
  now: () => Micros;
}): AppLog {
  const ring = createLogRing(capacity);
  const readers = new Set<LogReader>();
  let fresh: LogBlock[] = [];
  let unsaved: LogBlock[] | undefined = [];
  let unsavedLines = 0;
  for (const block of saved) ring.push(block);

  const push = (block: LogBlock): void => {
    ring.push(block);
    unsavedLines += block.count;
    if (unsavedLines > capacity) unsaved = undefined;
    unsaved?.push(block);
    if (readers.size === 0) return;
    if (fresh.length === 0) setImmediate(deliver);
    fresh.push(block);
  };

  /** All of one turn of the event loop in one write per reader. */
  const deliver = (): void => {
    const blocks = fresh;
    fresh = [];
    if (blocks.length === 0) return;
    const events = renderOnce(toEvents);
    for (const reader of readers) reader.send(blocks, reader.format === "events" ? events : (block) => block.text);
  };

  return {
    append(origin, lines) {
      // Nobody will ever see the ones before.
      const seen = readers.size === 0 && lines.length > capacity ? lines.slice(-capacity) : lines;
      const clean = cleanLines(seen);
      for (let start = 0; start < clean.length; start += blockLines) {
        const part = clean.length <= blockLines ? clean : clean.slice(start, start + blockLines);
        push(formatBlock(origin, Math.max(now(), ring.newest + 1), part));
      }
    },
    open(reader, { isWanted, lines, from, tail, onGone }) {
      deliver();
      if (from === undefined) reader.replay(ring.last(lines, isWanted));
      else {
        reader.tellMissed(ring.missedSince(from, isWanted), from);
        reader.replay(ring.after(from, isWanted));
      }
      if (!tail) return reader.end();
      readers.add(reader);
      onGone(() => readers.delete(reader));
    },
    beat() {
      for (const reader of readers) reader.beat();
    },
    end() {
      deliver();
      for (const reader of readers) reader.end();
      readers.clear();
    },
    takeUnsaved() {
      const taken = unsaved;
      unsaved = [];
      unsavedLines = 0;
      return taken;
    },
    all: () => ring.last(capacity, () => true),
  };
}

function renderOnce(render: Render): Render {
  const done = new Map<LogBlock, Buffer>();
  return (block) => {
    const bytes = done.get(block) ?? render(block);
    done.set(block, bytes);
    return bytes;
  };
}
