import { type LogBlock, type LogOrigin, lastLines, linesAfter } from "./log-block.ts";
import type { LogFilter } from "./log-filter.ts";
import type { Micros } from "./timestamp.ts";

/** The last lines of an app. Whole blocks go when enough newer lines are there. */
export interface LogRing {
  /** Id of the newest line, 0 before the first. */
  readonly newest: Micros;
  push(block: LogBlock): void;
  /** The last `lines` lines that pass the filter, oldest first. */
  last(lines: number, isWanted: LogFilter): LogBlock[];
  /** Every line kept that is newer than `id`. */
  after(id: Micros, isWanted: LogFilter): LogBlock[];
  /** How many lines newer than `id` are no longer kept, as far as is remembered. */
  missedSince(id: Micros, isWanted: LogFilter): number;
}

type GoneBlock = LogOrigin & Pick<LogBlock, "first" | "count">;

/** Blocks that are remembered without their text. */
const mostGone = 10_000;

export function createLogRing(capacity: number): LogRing {
  const blocks: LogBlock[] = [];
  const gone: GoneBlock[] = [];
  let kept = 0;
  let newest = 0;

  const dropOldest = (): void => {
    const oldest = blocks.shift();
    if (oldest === undefined) return;
    const { text: _text, ...rest } = oldest;
    kept -= rest.count;
    gone.push(rest);
    // Half of them at once: taking one from the front of a long list costs as much.
    if (gone.length > mostGone) gone.splice(0, mostGone / 2);
  };

  return {
    get newest() {
      return newest;
    },
    push(block) {
      blocks.push(block);
      kept += block.count;
      newest = block.first + block.count - 1;
      while (blocks[0] !== undefined && kept - blocks[0].count >= capacity) dropOldest();
    },
    last(lines, isWanted) {
      const found: LogBlock[] = [];
      let missing = Math.min(lines, capacity);
      for (let at = blocks.length - 1; at >= 0 && missing > 0; at--) {
        const block = blocks[at];
        if (block === undefined || !isWanted(block)) continue;
        found.push(lastLines(block, missing));
        missing -= Math.min(missing, block.count);
      }
      return found.reverse();
    },
    after(id, isWanted) {
      return blocks.filter(isWanted).flatMap((block) => linesAfter(block, id) ?? []);
    },
    missedSince(id, isWanted) {
      const newer = ({ first, count }: GoneBlock) => Math.max(0, Math.min(count, first + count - 1 - id));
      return gone.reduce((sum, block) => sum + (isWanted(block) ? newer(block) : 0), 0);
    },
  };
}
