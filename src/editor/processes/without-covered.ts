import type { TreeNode } from "../tree/nodes.ts";

/** Each dyno once: a type covers its dynos, an app and its groups cover all of them. */
export function withoutCovered(rows: readonly TreeNode[]): readonly TreeNode[] {
  const seen = new Set<string>();
  const isWhole = (row: TreeNode): boolean => row.kind !== "dyno" && row.kind !== "process";
  const whole = new Set(rows.filter(isWhole).map(appKey));
  const types = new Set(rows.flatMap((row) => (row.kind === "process" ? `${appKey(row)}/${row.type}` : [])));
  return rows.filter((row) => {
    if (isWhole(row)) return isNew(seen, appKey(row));
    if (whole.has(appKey(row))) return false;
    if (row.kind !== "dyno") return true;
    return !types.has(`${appKey(row)}/${row.type}`);
  });
}

function appKey({ appId, sessionKey }: TreeNode): string {
  return `${sessionKey ?? ""}/${appId}`;
}

function isNew(seen: Set<string>, key: string): boolean {
  return !seen.has(key) && Boolean(seen.add(key));
}
