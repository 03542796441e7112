import * as vscode from "vscode";
import { commands } from "../identifiers.ts";
import type { AwayAccount } from "../services.ts";
import type { AnyNode } from "./nodes.ts";
import type { RowLook } from "./row-look.ts";

const collapsible = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;

export function toTreeItem(node: AnyNode, look: RowLook, away?: AwayAccount): vscode.TreeItem {
  const { label, description, icon, spoken, context, children } = look;
  const item = new vscode.TreeItem(label, collapsible[children]);
  item.id = node.id;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon.id, icon.color ? new vscode.ThemeColor(icon.color) : undefined);
  item.contextValue = context;
  item.accessibilityInformation = { label: spoken };
  if (away) item.tooltip = away.reason;
  const command = away
    ? { command: commands.signIn, title: vscode.l10n.t("Sign In…"), arguments: [away.key] }
    : commandOf(node, label);
  if (command) item.command = command;
  return item;
}

/** What Enter and a click do, where a row is there for that. */
function commandOf(node: AnyNode, title: string): vscode.Command | undefined {
  return node.kind === "more" ? { command: commands.moreReleases, title, arguments: [node] } : undefined;
}
