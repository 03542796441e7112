import * as vscode from "vscode";
import type { DynoTarget } from "../../heroku/resources/dynos.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import type { AppTarget, Services } from "../services.ts";
import { asTreeNode, type TreeNode } from "../tree/nodes.ts";

/** Dynos of one app that something is done with. */
export interface AppDynos extends AppTarget {
  readonly which: DynoTarget;
}

/**
 * What the selected rows mean, each dyno once: a type covers its dynos, an app all of them. Undefined without a row, and
 * when an app is no longer there.
 */
export async function dynosOfRows(
  services: Services,
  { target, rows, title }: { target: unknown; rows: unknown; title: string },
): Promise<readonly AppDynos[] | undefined> {
  const found: AppDynos[] = [];
  for (const row of withoutCovered(selectedRows(target, rows))) {
    const chosen = await appOfTarget(services, row, { title });
    if (chosen !== undefined) found.push({ ...chosen, which: dynosOfRow(row) });
  }
  return found.length > 0 ? found : undefined;
}

/** The row that a command was called on, with the others where it is one of several that are selected. */
export function selectedRows(target: unknown, rows: unknown): readonly TreeNode[] {
  const node = asTreeNode(target);
  if (node === undefined) return [];
  const several = Array.isArray(rows) ? rows.flatMap((row) => asTreeNode(row) ?? []) : [];
  return several.some(({ id }) => id === node.id) ? several : [node];
}

function dynosOfRow(node: TreeNode): DynoTarget {
  if (node.kind === "dyno") return { kind: "dyno", dyno: node.dyno };
  return node.kind === "process" ? { kind: "type", type: node.type } : { kind: "all" };
}

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

/** `all dynos of demo`, `web of demo`, `web.1 of demo` */
export function wordsFor({ app, which }: Pick<AppDynos, "app" | "which">): string {
  if (which.kind === "all") return vscode.l10n.t("all dynos of {0}", app.name);
  return vscode.l10n.t("{0} of {1}", which.kind === "type" ? which.type : which.dyno, app.name);
}

function appKey({ appId, sessionKey }: TreeNode): string {
  return `${sessionKey ?? ""}/${appId}`;
}

function isNew(seen: Set<string>, key: string): boolean {
  return !seen.has(key) && Boolean(seen.add(key));
}
