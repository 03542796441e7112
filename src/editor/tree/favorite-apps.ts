import * as vscode from "vscode";
import { appOfTarget } from "../commands/pick-app.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import type { AppsView } from "./apps-view.ts";
import { selectedNodes } from "./nodes.ts";

/** Of all rows that are selected; of an app that is asked for where there is no row. */
export async function addFavorites(services: Services, view: AppsView, rows: readonly unknown[]): Promise<void> {
  const ids = selectedApps(rows);
  const chosen = ids.length > 0 ? undefined : await appOfTarget(services, rows[0], { title: titles.add() });
  const all = chosen ? [chosen.app.id] : ids;
  if (all.length > 0) view.arrangement.setFavorites(all, true);
}

export async function removeFavorites(services: Services, view: AppsView, rows: readonly unknown[]): Promise<void> {
  const ids = selectedApps(rows);
  const all = ids.length > 0 ? ids : await pickFavorites(services, view);
  if (all.length > 0) view.arrangement.setFavorites(all, false);
}

const titles = {
  add: () => vscode.l10n.t("Add to favorites"),
  remove: () => vscode.l10n.t("Remove from favorites"),
};

function selectedApps([row, selection]: readonly unknown[]): readonly string[] {
  const apps = selectedNodes(row, selection).filter(({ kind }) => kind === "app");
  return [...new Set(apps.map(({ appId }) => appId))];
}

async function pickFavorites({ apps }: Services, { arrangement }: AppsView): Promise<readonly string[]> {
  const all = (await apps.ready()).filter(({ app }) => arrangement.value.favorites.has(app.id));
  if (all.length === 0) {
    showDone(vscode.l10n.t("There are no favorites."));
    return [];
  }
  const items = all.map(({ app }) => ({ label: app.name, id: app.id }));
  const chosen = await vscode.window.showQuickPick(items, { title: titles.remove(), canPickMany: true });
  return (chosen ?? []).map(({ id }) => id);
}
