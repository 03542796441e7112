import * as vscode from "vscode";
import type { AppTarget } from "../services.ts";
import { type Column, type Sorting, sortApps, sortedBy } from "./sort-apps.ts";

interface AppItem extends vscode.QuickPickItem {
  readonly target: AppTarget;
}

interface SortButton extends vscode.QuickInputButton {
  readonly column: Column;
}

/** A picker with the look of a table: name, git URL and web URL, sorted by any of them. */
export function pickFromTable(targets: readonly AppTarget[]): Promise<AppTarget | undefined> {
  const picker = vscode.window.createQuickPick<AppItem>();
  let sorting: Sorting = { column: "name", isDescending: false };
  const show = (): void => {
    picker.placeholder = placeholder(sorting);
    picker.buttons = buttons(sorting);
    picker.items = sortApps(targets, sorting).map((target) => toItem(target, hasSeveralAccounts(targets)));
  };
  picker.title = vscode.l10n.t("Import existing app");
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  show();
  return new Promise((resolve) => {
    picker.onDidTriggerButton((button) => {
      sorting = sortedBy((button as SortButton).column, sorting);
      show();
    });
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.target);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

const columns: readonly { readonly column: Column; readonly icon: string; readonly title: string }[] = [
  { column: "name", icon: "symbol-string", title: vscode.l10n.t("name") },
  { column: "gitUrl", icon: "git-branch", title: vscode.l10n.t("git URL") },
  { column: "webUrl", icon: "globe", title: vscode.l10n.t("web URL") },
];

function buttons(sorting: Sorting): SortButton[] {
  return columns.map(({ column, icon, title }) => ({
    column,
    iconPath: new vscode.ThemeIcon(icon),
    tooltip: sortedBy(column, sorting).isDescending
      ? vscode.l10n.t("Sort by {0}, descending", title)
      : vscode.l10n.t("Sort by {0}", title),
  }));
}

function placeholder({ column, isDescending }: Sorting): string {
  const title = columns.find((it) => it.column === column)?.title ?? "";
  return isDescending
    ? vscode.l10n.t("Choose an app that is not in this workspace yet (by {0}, descending)", title)
    : vscode.l10n.t("Choose an app that is not in this workspace yet (by {0})", title);
}

function toItem(target: AppTarget, isWithAccount: boolean): AppItem {
  const { app, session } = target;
  const web = app.web_url ?? vscode.l10n.t("no web address");
  return {
    target,
    label: app.name,
    description: app.git_url,
    detail: isWithAccount ? `${web} · ${session.account.email}` : web,
    iconPath: new vscode.ThemeIcon("cloud"),
  };
}

function hasSeveralAccounts(targets: readonly AppTarget[]): boolean {
  return new Set(targets.map(({ session }) => session.key)).size > 1;
}
