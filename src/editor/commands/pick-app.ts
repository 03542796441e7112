import * as vscode from "vscode";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { asTreeNode } from "../tree/nodes.ts";

export interface PickOptions {
  /** What will be done with the app: `Scale`. */
  readonly title: string;
  readonly placeholder?: string | undefined;
  /** Not offered. */
  readonly except?: AppTarget | undefined;
}

interface AppItem extends vscode.QuickPickItem {
  readonly target?: AppTarget;
}

/** Asks for an app, this workspace's first; signs in before when that is needed. Undefined when the person declines. */
export async function pickApp(
  services: Services,
  { title, placeholder, except }: PickOptions,
): Promise<AppTarget | undefined> {
  if ((await services.sessions.requireAny()) === undefined) return undefined;
  const items = services.apps.ready().then((all) => {
    const targets = except === undefined ? all : all.filter((target) => !isSameApp(target, except));
    if (targets.length === 0) throw new NoApps();
    return appItems(targets, (target) => services.apps.isInWorkspace(target));
  });
  try {
    const chosen = await vscode.window.showQuickPick(items, {
      title,
      placeHolder: placeholder ?? vscode.l10n.t("Choose an app"),
      matchOnDescription: true,
    });
    return chosen?.target;
  } catch (error) {
    if (!(error instanceof NoApps)) throw error;
    showDone(
      except === undefined
        ? vscode.l10n.t("This account has no apps yet. Deploy a folder to create the first.")
        : vscode.l10n.t("There is no other app than {0}.", except.app.name),
    );
    return undefined;
  }
}

/** The app that a command was called on: a row of the tree, an app's name, or whichever the person picks. */
export async function appOfTarget(
  services: Services,
  target: unknown,
  options: PickOptions,
): Promise<AppTarget | undefined> {
  const node = asTreeNode(target);
  const wanted = typeof target === "string" ? target : node?.appId;
  if (wanted === undefined) return pickApp(services, options);
  if ((await services.sessions.requireAny()) === undefined) return undefined;
  await services.apps.ready();
  const found = services.apps.find(wanted, node?.sessionKey);
  if (found === undefined) showDone(vscode.l10n.t("That app is no longer there."), refresh());
  return found;
}

function isSameApp(one: AppTarget, other: AppTarget): boolean {
  return one.app.id === other.app.id && one.session.key === other.session.key;
}

class NoApps extends Error {}

function refresh() {
  return { title: vscode.l10n.t("Refresh"), command: commands.refreshApps };
}

function appItems(targets: readonly AppTarget[], isInWorkspace: (target: AppTarget) => boolean): AppItem[] {
  const own = targets.filter(isInWorkspace);
  const others = targets.filter((target) => !isInWorkspace(target));
  const isOfSeveral = new Set(targets.map(({ session }) => session.key)).size > 1;
  const appItem = (target: AppTarget): AppItem => itemOf(target, isOfSeveral);
  if (own.length === 0) return others.map(appItem);
  const heading = (label: string): AppItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    heading(vscode.l10n.t("This workspace")),
    ...own.map(appItem),
    ...(others.length > 0 ? [heading(vscode.l10n.t("All apps")), ...others.map(appItem)] : []),
  ];
}

/** Two accounts may see the same app, and two platforms may have one of the same name. */
function itemOf(target: AppTarget, isOfSeveral: boolean): AppItem {
  const { app, session } = target;
  const place = session.isSandbox ? vscode.l10n.t("local sandbox") : session.account.email;
  const facts = [
    isOfSeveral ? place : undefined,
    app.team?.name,
    app.region.name,
    app.maintenance ? vscode.l10n.t("maintenance") : undefined,
  ];
  return {
    target,
    label: app.name,
    description: facts.filter((fact) => fact !== undefined).join(" · "),
    iconPath: new vscode.ThemeIcon("cloud"),
  };
}
