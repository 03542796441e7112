import type { RowLook } from "./row-look.ts";

interface Identified {
  readonly id: string;
}

/** What VS Code was given last, so that it is told of no more than what differs. */
export interface ShownRows<N extends Identified> {
  looked(node: N, look: RowLook): void;
  /** Without a parent the rows at the top. */
  listed(parent: N | undefined, rows: readonly N[]): void;
  /**
   * The fewest rows of a tree to show again. VS Code forgets all rows under one that it shows again until it has asked
   * for them anew, and a click on one of them in between comes without its row.
   */
  differing(top: N, now: RowsNow<N>): readonly N[];
  /** Of the whole view; undefined when the rows at the top are others. */
  differingBelow(roots: readonly N[], now: RowsNow<N>): readonly N[] | undefined;
  clear(): void;
}

export interface RowsNow<N extends Identified> {
  readonly look: (node: N) => RowLook;
  readonly rows: (node: N) => readonly N[];
}

export function createShownRows<N extends Identified>(): ShownRows<N> {
  const looks = new Map<string, string>();
  const lists = new Map<string, readonly N[]>();

  const differing = (node: N, now: RowsNow<N>): readonly N[] => {
    const look = looks.get(node.id);
    if (look === undefined) return [];
    if (look !== JSON.stringify(now.look(node))) return [node];
    const list = lists.get(node.id);
    if (list === undefined) return [];
    return areSame(list, now.rows(node)) ? list.flatMap((row) => differing(row, now)) : [node];
  };

  return {
    looked: (node, look) => void looks.set(node.id, JSON.stringify(look)),
    listed: (parent, rows) => void lists.set(parent?.id ?? "", rows),
    differing,
    differingBelow(roots, now) {
      const list = lists.get("");
      if (list === undefined) return [];
      return areSame(list, roots) ? list.flatMap((row) => differing(row, now)) : undefined;
    },
    clear() {
      looks.clear();
      lists.clear();
    },
  };
}

function areSame(before: readonly Identified[], after: readonly Identified[]): boolean {
  return before === after || (before.length === after.length && before.every(({ id }, at) => id === after[at]?.id));
}
