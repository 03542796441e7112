import * as vscode from "vscode";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { showDone } from "../messages.ts";
import type { AppTarget } from "../services.ts";
import { type ConfigVarNode, selectedNodes, type TreeNode } from "../tree/nodes.ts";
import { loadAppConfig, runningTypes } from "./app-config.ts";
import { commitChange } from "./commit-change.ts";
import type { ConfigRoom } from "./config-room.ts";
import { countWords, listWords, restartWords } from "./words.ts";

/** Deletes the selected config vars, those of one app with one release. */
export async function deleteConfigVars(room: ConfigRoom, target: unknown, selection: unknown): Promise<void> {
  const rows = selectedNodes(target, selection).filter(isConfigVar);
  for (const first of rows.filter((row, at) => rows.findIndex((it) => isSameApp(it, row)) === at)) {
    const chosen = await appOfTarget(room.services, first, { title: vscode.l10n.t("Delete config vars") });
    const keys = rows.filter((row) => isSameApp(row, first)).map(({ key }) => key);
    if (chosen !== undefined) await deleteKeys(room, chosen, keys);
  }
  if (rows.length === 0) showDone(vscode.l10n.t("Choose config vars in My Heroku Applications first."));
}

/** One request for all of them; those that an add-on sets stay, and that is said. */
export async function deleteKeys(room: ConfigRoom, target: AppTarget, keys: readonly string[]): Promise<void> {
  const { app } = target;
  const failure = vscode.l10n.t("The config vars of {0} could not be read", app.name);
  const { vars, owners } = await inView(failure, () => loadAppConfig(target));
  const locked = keys.filter((key) => owners.has(key));
  if (locked.length > 0) showDone(vscode.l10n.t("Set by add-ons, and deleted only with them: {0}", listWords(locked)));
  const free = keys.filter((key) => vars.has(key) && !owners.has(key));
  if (free.length === 0) return;
  const ours = new Map([...vars].filter(([key]) => !free.includes(key)));
  const outcome = await commitChange(room, target, { base: vars, ours, isReviewed: true });
  if (outcome.kind !== "saved") return;
  const restarts = restartWords(await runningTypes(target));
  showDone(vscode.l10n.t("Deleted {0} of {1}. {2}", countWords(free), app.name, restarts));
}

function isConfigVar(node: TreeNode): node is ConfigVarNode {
  return node.kind === "configVar";
}

function isSameApp(one: TreeNode, other: TreeNode): boolean {
  return one.appId === other.appId && one.sessionKey === other.sessionKey;
}
