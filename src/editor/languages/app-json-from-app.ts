import * as vscode from "vscode";
import { listAddonAttachments, listAddons } from "../../heroku/resources/addons.ts";
import { listBuildpacks } from "../../heroku/resources/buildpacks.ts";
import { getConfigVars } from "../../heroku/resources/config-vars.ts";
import { listFormation } from "../../heroku/resources/formation.ts";
import type { App } from "../../heroku/resources/types.ts";
import { type LiveApp, manifestFromApp } from "../../manifest/from-app.ts";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import type { Services, Session } from "../services.ts";
import { originOf } from "./origin-of.ts";
import { showDraft } from "./show-draft.ts";

/** An app.json that makes an app like a live one: names, sizes and plans, and of config vars the names only. */
export async function createFromApp(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Create app.json from app") });
  if (chosen === undefined) return;
  const { app, session } = chosen;
  const live = await inView(vscode.l10n.t("{0} could not be read", app.name), () => liveApp(app, session));
  await showDraft(manifestFromApp(live), vscode.workspace.workspaceFolders?.[0]?.uri);
}

async function liveApp(app: App, { client }: Session): Promise<LiveApp> {
  const [formation, configVars, addons, attachments, buildpacks, repository] = await Promise.all([
    listFormation(client, app.id),
    getConfigVars(client, app.id),
    listAddons(client, app.id),
    listAddonAttachments(client, app.id),
    listBuildpacks(client, app.id),
    originOf(vscode.workspace.workspaceFolders?.[0]?.uri),
  ]);
  return {
    name: app.name,
    ...(repository === undefined ? {} : { repository }),
    formation,
    addons: addons.map(({ id, plan }) => {
      const as = attachments.find(({ addon }) => addon.id === id)?.name;
      return { plan: plan.name, ...(as === undefined ? {} : { as }) };
    }),
    buildpacks: buildpacks.map(({ buildpack }) => buildpack.name || buildpack.url),
    stack: app.stack.name,
    configVars: Object.keys(configVars),
    addonConfigVars: addons.flatMap(({ config_vars: names }) => names),
  };
}
