import * as vscode from "vscode";
import { getConfigVars } from "../../heroku/resources/config-vars.ts";
import type { App } from "../../heroku/resources/types.ts";
import { showDone } from "../messages.ts";
import type { Services, Session } from "../services.ts";
import type { AppsView } from "../tree/apps-view.ts";
import { asTreeNode } from "../tree/nodes.ts";
import { copy } from "./copy.ts";
import { inView } from "./in-view.ts";
import { appOfTarget } from "./pick-app.ts";

/** Only from a row: it shows or hides the value beside the key. */
export function setRevealed(view: AppsView, target: unknown, isRevealed: boolean): void {
  const node = asTreeNode(target);
  if (node?.kind === "configVar") view.setRevealed(node, isRevealed);
  else showDone(vscode.l10n.t("Choose a config var in My Heroku Applications first."));
}

/** Copies the value as the platform has it now. */
export async function copyConfigVar(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Copy config var") });
  if (chosen === undefined) return;
  const { app, session } = chosen;
  const node = asTreeNode(target);
  const key = node?.kind === "configVar" ? node.key : await pickKey(app, session);
  if (key === undefined) return;
  const vars = await inView(vscode.l10n.t("{0} could not be read", key), () => getConfigVars(session.client, app.id));
  const value = vars[key];
  if (value === undefined) showDone(vscode.l10n.t("{0} is no longer set on {1}.", key, app.name));
  else await copy(value, key);
}

async function pickKey(app: App, { client }: Session): Promise<string | undefined> {
  const keys = Object.keys(await getConfigVars(client, app.id)).sort();
  if (keys.length > 0)
    return vscode.window.showQuickPick(keys, { title: vscode.l10n.t("Copy config var of {0}", app.name) });
  showDone(vscode.l10n.t("{0} has no config vars.", app.name));
  return undefined;
}
