import type { Received } from "./line-reader.ts";

/** Lines that the platform keeps of an app (Dev Center: logging). */
export const historyLines = 1500;

/** Remembers the lines that the reader got, so that what a server repeats after an interruption is left out. */
export interface Delivered {
  /** Nothing was delivered yet. */
  readonly isEmpty: boolean;
  record(received: Received): void;
  /** A filter for what comes next over the same session, which was asked to go on after the last event. */
  resumed(): LineFilter;
  /** A filter for a new session, which begins with history. Lines before `since` were never wanted. */
  restarted(since: string): LineFilter;
}

/** What of this is new. `gap` when lines are missing before it. */
export type LineFilter = (received: Received) => { readonly received: Received; readonly gap: boolean };

export function createDelivered(): Delivered {
  // Whole batches, the oldest first, at least `historyLines` lines when there were so many.
  const batches: Received[] = [];
  let count = 0;

  return {
    get isEmpty() {
      return count === 0;
    },
    record(received) {
      batches.push(received);
      count += received.lines.length;
      for (let [oldest] = batches; oldest && count - oldest.lines.length >= historyLines; [oldest] = batches) {
        count -= oldest.lines.length;
        batches.shift();
      }
    },
    resumed() {
      const ids = new Set(batches.flatMap((batch) => batch.ids));
      const repeats = createRepeats(batches);
      return whileHistory((received) => ({
        received: keep(received, (line, id) => !(id !== undefined && ids.has(id) && repeats.take(line))),
        gap: false,
      }));
    },
    restarted(since) {
      const repeats = createRepeats(batches);
      const last = timestampOf(batches.at(-1)?.lines.at(-1) ?? "");
      const first = timestampOf(batches[0]?.lines[0] ?? "") || since;
      let isFirst = true;
      return whileHistory((received) => {
        const gap = isFirst && last !== "" && timestampOf(received.lines[0] ?? "") > last;
        isFirst &&= received.lines.length === 0;
        return { received: keep(received, (line) => !repeats.take(line) && !isOlder(line, first)), gap };
      });
    },
  };
}

/** A server repeats its history at most; after that the lines need no look. */
function whileHistory(filter: LineFilter): LineFilter {
  let left = 2 * historyLines;
  return (received) => {
    if (left <= 0) return { received, gap: false };
    left -= received.lines.length;
    return filter(received);
  };
}

/** How often each line was delivered; the same text can rightly come several times within a microsecond. */
function createRepeats(batches: readonly Received[]): { take(line: string): boolean } {
  const counts = new Map<string, number>();
  for (const { lines } of batches) for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return {
    take(line) {
      const count = counts.get(line);
      if (count === undefined) return false;
      if (count === 1) counts.delete(line);
      else counts.set(line, count - 1);
      return true;
    },
  };
}

function keep({ lines, ids }: Received, isNew: (line: string, id: string | undefined) => boolean): Received {
  const kept: Received = { lines: [], ids: [] };
  for (const [index, line] of lines.entries()) {
    const id = ids[index];
    if (!isNew(line, id)) continue;
    kept.lines.push(line);
    if (id !== undefined) kept.ids.push(id);
  }
  return kept;
}

function isOlder(line: string, than: string): boolean {
  const timestamp = timestampOf(line);
  return timestamp !== "" && timestamp < than;
}

/** The platform's timestamps all have one shape and zone, so they compare as text; empty when there is none. */
function timestampOf(line: string): string {
  return /^\d{4}-\d\d-\d\dT[\d:.]+(?=\S* )/.exec(line)?.[0] ?? "";
}
