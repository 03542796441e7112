import * as vscode from "vscode";
import type { RowLook } from "../tree/row-look.ts";
import { createShownRows } from "../tree/shown-rows.ts";
import { localLook } from "./local-look.ts";
import { type LocalModel, localRows } from "./local-model.ts";
import type { LocalNode } from "./local-nodes.ts";

export interface LocalRows {
  children(node: LocalNode | undefined): Promise<LocalNode[]>;
  item(node: LocalNode): vscode.TreeItem;
  resolve(item: vscode.TreeItem, node: LocalNode): Promise<vscode.TreeItem>;
  /** Shows again what differs. */
  update(): void;
}

export interface LocalRowsOptions {
  readonly model: LocalModel;
  /** Rows to be shown again; undefined: all. */
  readonly shown: vscode.EventEmitter<LocalNode[] | undefined>;
  /** Resolves when Procfiles and runs are known. */
  readonly ready: () => Promise<void>;
}

/** Forwards between VS Code and the model. */
export function createLocalRows({ model, shown, ready }: LocalRowsOptions): LocalRows {
  const given = createShownRows<LocalNode>();
  /** By row, whether it has others under it. */
  const shapes = new Map<string, RowLook["children"]>();
  const look = (node: LocalNode): RowLook => localLook(model, node, new Date());
  const rows = (node: LocalNode): readonly LocalNode[] => localRows(model, node);
  return {
    async children(node) {
      if (node === undefined) await ready();
      const found = localRows(model, node);
      given.listed(node, found);
      return [...found];
    },
    item(node) {
      const now = look(node);
      given.looked(node, now);
      shapes.set(node.id, now.children);
      return toItem(node, now);
    },
    async resolve(item, node) {
      const { localTooltip } = await import("./local-tooltip.ts");
      const text = localTooltip(model, node, new Date());
      if (text !== undefined) item.tooltip = new vscode.MarkdownString(text);
      return item;
    },
    update() {
      const differing = given.differingBelow(localRows(model), { look, rows });
      if (differing?.length === 0) return;
      if (differing?.every((node) => shapes.get(node.id) === look(node).children)) return shown.fire([...differing]);
      given.clear();
      shown.fire(undefined);
    },
  };
}

const collapsible = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;

function toItem(node: LocalNode, { label, description, icon, spoken, context, children }: RowLook): vscode.TreeItem {
  return {
    // VS Code shows a row that gets children closed, unless it is another row.
    id: `${node.id}${children === "none" ? "" : "+"}`,
    label,
    description,
    iconPath: new vscode.ThemeIcon(icon.id, icon.color ? new vscode.ThemeColor(icon.color) : undefined),
    contextValue: context,
    accessibilityInformation: { label: spoken },
    collapsibleState: collapsible[children],
  };
}
