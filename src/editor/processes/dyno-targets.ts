import * as vscode from "vscode";
import type { DynoTarget } from "../../heroku/resources/dynos.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import type { AppTarget, Services } from "../services.ts";
import { selectedNodes, type TreeNode } from "../tree/nodes.ts";
import { withoutCovered } from "./without-covered.ts";

/** Dynos of one app that something is done with. */
export interface AppDynos extends AppTarget {
  readonly which: DynoTarget;
}

/** What the selected rows mean, each dyno once. Undefined without a row, and when an app is no longer there. */
export async function dynosOfRows(
  services: Services,
  { target, rows, title }: { target: unknown; rows: unknown; title: string },
): Promise<readonly AppDynos[] | undefined> {
  const found: AppDynos[] = [];
  for (const row of withoutCovered(selectedNodes(target, rows))) {
    const chosen = await appOfTarget(services, row, { title });
    if (chosen !== undefined) found.push({ ...chosen, which: dynosOfRow(row) });
  }
  return found.length > 0 ? found : undefined;
}

/** `all dynos of demo`, `web of demo`, `web.1 of demo` */
export function wordsFor({ app, which }: Pick<AppDynos, "app" | "which">): string {
  if (which.kind === "all") return vscode.l10n.t("all dynos of {0}", app.name);
  return vscode.l10n.t("{0} of {1}", which.kind === "type" ? which.type : which.dyno, app.name);
}

function dynosOfRow(node: TreeNode): DynoTarget {
  if (node.kind === "dyno") return { kind: "dyno", dyno: node.dyno };
  return node.kind === "process" ? { kind: "type", type: node.type } : { kind: "all" };
}
