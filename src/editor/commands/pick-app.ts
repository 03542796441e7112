import * as vscode from "vscode";
import type { App } from "../../heroku/resources/types.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import { asTreeNode } from "../tree/nodes.ts";

export interface PickOptions {
  /** What will be done with the app: `Scale`. */
  readonly title: string;
  readonly placeholder?: string | undefined;
}

interface AppItem extends vscode.QuickPickItem {
  readonly app?: App;
}

/** Asks for an app, this workspace's first; signs in before when that is needed. Undefined when the person declines. */
export async function pickApp(services: Services, { title, placeholder }: PickOptions): Promise<App | undefined> {
  if ((await services.sessions.require()) === undefined) return undefined;
  const items = services.apps.ready().then((apps) => {
    if (apps.length === 0) throw new NoApps();
    return appItems(apps, (app) => services.apps.isInWorkspace(app));
  });
  try {
    const chosen = await vscode.window.showQuickPick(items, {
      title,
      placeHolder: placeholder ?? vscode.l10n.t("Choose an app"),
      matchOnDescription: true,
    });
    return chosen?.app;
  } catch (error) {
    if (!(error instanceof NoApps)) throw error;
    showDone(vscode.l10n.t("This account has no apps yet. Deploy a folder to create the first."));
    return undefined;
  }
}

/** The app that a command was called on: a row of the tree, an app's name, or whichever the person picks. */
export async function appOfTarget(services: Services, target: unknown, options: PickOptions): Promise<App | undefined> {
  const wanted = typeof target === "string" ? target : asTreeNode(target)?.appId;
  if (wanted === undefined) return pickApp(services, options);
  if ((await services.sessions.require()) === undefined) return undefined;
  await services.apps.ready();
  const app = services.apps.find(wanted);
  if (app === undefined) showDone(vscode.l10n.t("That app is no longer there."), refresh());
  return app;
}

class NoApps extends Error {}

function refresh() {
  return { title: vscode.l10n.t("Refresh"), command: commands.refreshApps };
}

function appItems(apps: readonly App[], isInWorkspace: (app: App) => boolean): AppItem[] {
  const own = apps.filter(isInWorkspace);
  const others = apps.filter((app) => !isInWorkspace(app));
  if (own.length === 0) return others.map(appItem);
  const heading = (label: string): AppItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    heading(vscode.l10n.t("This workspace")),
    ...own.map(appItem),
    ...(others.length > 0 ? [heading(vscode.l10n.t("All apps")), ...others.map(appItem)] : []),
  ];
}

function appItem(app: App): AppItem {
  const facts = [app.team?.name, app.region.name, app.maintenance ? "maintenance" : undefined];
  return {
    app,
    label: app.name,
    description: facts.filter((fact) => fact !== undefined).join(" · "),
    iconPath: new vscode.ThemeIcon("cloud"),
  };
}
