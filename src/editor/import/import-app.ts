import * as vscode from "vscode";
import { appOfTarget } from "../commands/pick-app.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { asTreeNode } from "../tree/nodes.ts";
import { choosePlace } from "./choose-place.ts";
import { cloneApp } from "./clone-app.ts";
import { fillEmptyClone } from "./fill-empty-clone.ts";
import { offerNext, open } from "./open-folder.ts";
import { pickFromTable } from "./pick-apps.ts";

/** **Import Existing App…**: a clone of an app in a folder of the person's choice, ready to work on. */
export async function importApp(services: Services, target: unknown): Promise<void> {
  const chosen = await chooseApp(services, target);
  if (chosen === undefined) return;
  const place = await choosePlace(services.context, chosen);
  if (place === undefined) return;
  if (place.kind === "open") return open(place.folder, true);
  const cloned = await cloneApp(chosen, place);
  const filled = cloned?.isEmpty ? await fillEmptyClone(chosen, cloned.folder) : undefined;
  if (cloned === undefined || (cloned.isEmpty && filled === undefined)) {
    const text = vscode.l10n.t(
      "The import of {0} is cancelled; nothing of it is in {1}.",
      chosen.app.name,
      place.parent,
    );
    return showDone(text);
  }
  services.log.info(`Imported ${chosen.app.name} into ${cloned.folder}`);
  await offerNext(cloned.folder, { app: chosen.app.name, ...filled });
}

async function chooseApp(services: Services, target: unknown): Promise<AppTarget | undefined> {
  if (typeof target === "string" || asTreeNode(target) !== undefined) {
    return appOfTarget(services, target, { title: vscode.l10n.t("Import existing app") });
  }
  if ((await services.sessions.requireAny()) === undefined) return undefined;
  const all = await services.apps.ready();
  const others = all.filter((it) => !services.apps.isInWorkspace(it));
  if (others.length > 0) return pickFromTable(others);
  showDone(
    all.length === 0
      ? vscode.l10n.t("This account has no apps yet.")
      : vscode.l10n.t("Every app of this account is in this workspace already."),
  );
  return undefined;
}
