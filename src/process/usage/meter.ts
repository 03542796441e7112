import { sortFamilies } from "./family.ts";
import type { ProcessRow } from "./process-row.ts";

/** What a process and all that it started use. */
export interface Usage {
  /** Percent of one core since the last time; 0 the first time. */
  readonly cpu: number;
  /** Resident bytes. */
  readonly memory: number;
}

/** Remembers processor times, so that the next reading tells a rate. */
export interface Meter {
  /** `roots` by name. Those that do not run any more have no usage. */
  read(
    table: readonly ProcessRow[],
    roots: ReadonlyMap<string, number>,
    /** Milliseconds of a clock that only goes forward. */
    now: number,
  ): Map<string, Usage>;
  /** It has read before, so that the next reading has a rate. */
  readonly isPrimed: boolean;
}

export function createMeter(): Meter {
  let before: ReadonlyMap<string, number> = new Map();
  let lastTime: number | undefined;
  return {
    get isPrimed() {
      return lastTime !== undefined;
    },
    read(table, roots, now) {
      const elapsed = lastTime === undefined ? 0 : now - lastTime;
      const families = sortFamilies(table);
      const times = new Map<string, number>();
      const usages = new Map<string, Usage>();
      for (const [name, root] of roots) {
        const family = families.of(root);
        if (family.length === 0) continue;
        const spent = family.reduce((sum, row) => sum + row.cpu - (before.get(keyOf(row)) ?? 0), 0);
        const memory = family.reduce((sum, row) => sum + row.memory, 0);
        for (const row of family) times.set(keyOf(row), row.cpu);
        usages.set(name, { cpu: elapsed > 0 ? Math.max(0, (100 * spent) / elapsed) : 0, memory });
      }
      before = times;
      lastTime = now;
      return usages;
    },
  };
}

function keyOf({ pid, born }: ProcessRow): string {
  return `${pid} ${born}`;
}
