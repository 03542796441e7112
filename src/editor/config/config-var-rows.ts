import * as vscode from "vscode";
import { getConfigVars } from "../../heroku/resources/config-vars.ts";
import { copy } from "../commands/copy.ts";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import type { AppsView } from "../tree/apps-view.ts";
import { asTreeNode, type ConfigVarNode, selectedNodes } from "../tree/nodes.ts";

/** What shows values in rows; all are hidden again when the view is. */
export type Rows = Pick<AppsView, "hideValues" | "setRevealed">;

/** Only from rows: shows or hides the values beside the keys. */
export function setRevealed(rows: Rows, target: unknown, selection: unknown, isRevealed: boolean): void {
  const nodes = selectedNodes(target, selection).filter((node): node is ConfigVarNode => node.kind === "configVar");
  for (const node of nodes) rows.setRevealed(node, isRevealed);
  if (nodes.length === 0) showDone(vscode.l10n.t("Choose a config var in My Heroku Applications first."));
}

/** The same for all config vars of an app. */
export async function revealAll(services: Services, rows: Rows, target: unknown): Promise<void> {
  const node = asTreeNode(target);
  const chosen = node && (await appOfTarget(services, target, { title: vscode.l10n.t("Reveal config vars") }));
  if (node === undefined || chosen === undefined) return;
  const { appId, sessionKey } = node;
  for (const key of await keysOf(chosen)) {
    rows.setRevealed({ kind: "configVar", id: `${node.id}/${key}`, parent: node, appId, sessionKey, key }, true);
  }
}

/** Asks nobody: values can be hidden also when the platform does not answer. */
export function hideAll(rows: Rows, target: unknown): void {
  const node = asTreeNode(target);
  if (node !== undefined) rows.hideValues(node);
}

/** Copies the value as the platform has it now. */
export async function copyConfigVar(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Copy config var") });
  if (chosen === undefined) return;
  const { app, session } = chosen;
  const node = asTreeNode(target);
  const key = node?.kind === "configVar" ? node.key : await pickKey(chosen);
  if (key === undefined) return;
  const vars = await inView(vscode.l10n.t("{0} could not be read", key), () => getConfigVars(session.client, app.id));
  const value = vars[key];
  if (value === undefined) showDone(vscode.l10n.t("{0} is no longer set on {1}.", key, app.name));
  else await copy(value, key);
}

/** Copies the names, one a line. */
export async function copyKeys(target: unknown, selection: unknown): Promise<void> {
  const keys = selectedNodes(target, selection).flatMap((node) => (node.kind === "configVar" ? [node.key] : []));
  if (keys.length > 0) await copy(keys.join("\n"), keys.join(", "));
}

async function pickKey(target: AppTarget): Promise<string | undefined> {
  const keys = await keysOf(target);
  if (keys.length > 0)
    return vscode.window.showQuickPick(keys, { title: vscode.l10n.t("Copy config var of {0}", target.app.name) });
  showDone(vscode.l10n.t("{0} has no config vars.", target.app.name));
  return undefined;
}

async function keysOf({ app, session }: AppTarget): Promise<readonly string[]> {
  const failure = vscode.l10n.t("The config vars of {0} could not be read", app.name);
  return Object.keys(await inView(failure, () => getConfigVars(session.client, app.id))).sort();
}
