import * as vscode from "vscode";
import type { AppDetails } from "./app-details.ts";
import type { RowLook } from "./look.ts";
import type { TreeNode } from "./nodes.ts";
import { tooltipOf } from "./tooltip.ts";

const collapsible = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;

export function toTreeItem(node: TreeNode, look: RowLook): vscode.TreeItem {
  const { label, description, icon, spoken, context, children } = look;
  const item = new vscode.TreeItem(label, collapsible[children]);
  item.id = node.id;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon.id, icon.color ? new vscode.ThemeColor(icon.color) : undefined);
  item.contextValue = context;
  item.accessibilityInformation = { label: spoken };
  return item;
}

export function toTooltip(node: TreeNode, details: AppDetails, isSandbox: boolean): vscode.MarkdownString | undefined {
  const markdown = tooltipOf(node, details, new Date(), isSandbox);
  return markdown === undefined ? undefined : new vscode.MarkdownString(markdown);
}
