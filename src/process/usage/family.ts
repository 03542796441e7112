import type { ProcessRow } from "./process-row.ts";

/** A table of processes, by whom they belong to. */
export interface Families {
  /** What a process started, itself included: its descendants, and the members of its group, whose parents may be gone. */
  of(root: number): ProcessRow[];
}

export function sortFamilies(rows: readonly ProcessRow[]): Families {
  const byId = Map.groupBy(rows, ({ pid }) => pid);
  const byGroup = Map.groupBy(rows, ({ group }) => group);
  const byParent = Map.groupBy(rows, ({ parent }) => parent);
  return {
    of(root) {
      const family = new Map<number, ProcessRow>();
      const waiting = [...(byId.get(root) ?? []), ...(byGroup.get(root) ?? [])];
      for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
        if (family.has(row.pid)) continue;
        family.set(row.pid, row);
        waiting.push(...(byParent.get(row.pid) ?? []));
      }
      return [...family.values()];
    },
  };
}
