import * as vscode from "vscode";
import type { Permission } from "../../heroku/resources/team-collaborators.ts";
import type { Collaborator } from "../../heroku/resources/types.ts";

interface PermissionItem extends vscode.QuickPickItem {
  readonly permission: Permission;
}

/** Dev Center, app permissions. */
const meanings: Readonly<Record<Permission, string>> = {
  view: vscode.l10n.t("See the app, its activity and its logs. Everybody of the four may."),
  deploy: vscode.l10n.t("Push code, change config vars, run commands, restart."),
  operate: vscode.l10n.t("Scale, add and remove add-ons, turn maintenance on and off: what costs money."),
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

export function permissionsOf({ permissions = [] }: Collaborator): readonly string[] {
  return permissions.map(({ name }) => name);
}

/** `view, deploy` */
export function permissionWords(permissions: readonly string[]): string {
  return Object.keys(meanings)
    .filter((name) => permissions.includes(name))
    .join(", ");
}
