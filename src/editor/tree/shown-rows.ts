import type { RowLook } from "./look.ts";
import type { TreeNode } from "./nodes.ts";

/** What VS Code was given last, so that it is told of no more than what differs. */
export interface ShownRows {
  looked(node: TreeNode, look: RowLook): void;
  listed(parent: TreeNode, rows: readonly TreeNode[]): void;
  /**
   * The fewest rows of a tree to show again. VS Code forgets all rows under one that it shows again until it has asked
   * for them anew, and a click on one of them in between comes without its row.
   */
  differing(top: TreeNode, now: RowsNow): readonly TreeNode[];
  clear(): void;
}

export interface RowsNow {
  readonly look: (node: TreeNode) => RowLook;
  readonly rows: (node: TreeNode) => readonly TreeNode[];
}

export function createShownRows(): ShownRows {
  const looks = new Map<string, string>();
  const lists = new Map<string, readonly TreeNode[]>();

  const differing = (node: TreeNode, now: RowsNow): readonly TreeNode[] => {
    const look = looks.get(node.id);
    if (look === undefined) return [];
    if (look !== JSON.stringify(now.look(node))) return [node];
    const list = lists.get(node.id);
    if (list === undefined) return [];
    return ids(list) === ids(now.rows(node)) ? list.flatMap((row) => differing(row, now)) : [node];
  };

  return {
    looked: (node, look) => void looks.set(node.id, JSON.stringify(look)),
    listed: (parent, rows) => void lists.set(parent.id, rows),
    differing,
    clear() {
      looks.clear();
      lists.clear();
    },
  };
}

function ids(rows: readonly TreeNode[]): string {
  return rows.map(({ id }) => id).join("\n");
}
