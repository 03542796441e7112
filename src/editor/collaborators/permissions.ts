import * as vscode from "vscode";
import { hasAccessControls, type Permission } from "../../heroku/resources/team-collaborators.ts";
import type { Collaborator } from "../../heroku/resources/types.ts";
import type { AppTarget } from "../services.ts";

interface PermissionItem extends vscode.QuickPickItem {
  readonly permission: Permission;
}

/** Dev Center, app permissions. */
const meanings: Readonly<Record<Permission, string>> = {
  view: vscode.l10n.t("See the app, its activity and its logs. Everybody of the four may."),
  deploy: vscode.l10n.t("Push code, roll back, read config vars."),
  operate: vscode.l10n.t("Scale, restart and run dynos; change config vars, add-ons, domains and maintenance."),
  manage: vscode.l10n.t("Add and remove collaborators, rename, transfer and destroy the app."),
};

/** Asks what people may do with an app of a team; `view` is part of every answer. */
export async function askForPermissions(ask: {
  readonly title: string;
  readonly placeholder: string;
  readonly picked: readonly string[];
}): Promise<readonly Permission[] | undefined> {
  const items = Object.entries(meanings).map(
    ([permission, detail]): PermissionItem => ({
      label: permission,
      detail,
      picked: permission === "view" || ask.picked.includes(permission),
      permission: permission as Permission,
    }),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title: ask.title,
    placeHolder: ask.placeholder,
    canPickMany: true,
    matchOnDetail: true,
  });
  return chosen && [...new Set<Permission>(["view", ...chosen.map(({ permission }) => permission)])];
}

/** Only for apps of teams that have access controls; all of the sandbox's have. */
export async function knowsPermissions({ app, session }: AppTarget): Promise<boolean> {
  if (app.team === null) return false;
  if (session.isSandbox) return true;
  // Who may not read that gets the platform's own words with the next call.
  return hasAccessControls(session.client, app.team.name).catch(() => true);
}

export function permissionsOf({ permissions = [] }: Collaborator): readonly string[] {
  return permissions.map(({ name }) => name);
}

/** `view, deploy` */
export function permissionWords(permissions: readonly string[]): string {
  return Object.keys(meanings)
    .filter((name) => permissions.includes(name))
    .join(", ");
}
