import * as vscode from "vscode";
import type { App } from "../../heroku/resources/types.ts";
import { explainInLine } from "../explanation.ts";
import type { Session } from "../services.ts";
import type { AppsTree } from "./apps-tree.ts";
import type { TreeNode } from "./nodes.ts";
import { toTooltip, toTreeItem } from "./tree-item.ts";

export interface SignedInTree {
  readonly session: Session;
  readonly tree: AppsTree;
}

export interface AppsProviderOptions {
  readonly current: () => SignedInTree | undefined;
  readonly isInWorkspace: (app: App) => boolean;
  readonly onDidChangeTreeData: vscode.Event<TreeNode | undefined>;
  /** VS Code shows the rows under this row now. */
  readonly onOpen: (node: TreeNode) => void;
}

/** Forwards between VS Code and the model; holds nothing. */
export function createAppsProvider(options: AppsProviderOptions): vscode.TreeDataProvider<TreeNode> {
  const { current, isInWorkspace, onDidChangeTreeData, onOpen } = options;
  return {
    onDidChangeTreeData,
    async getChildren(node) {
      if (node) onOpen(node);
      return [...((await current()?.tree.children(node)) ?? [])];
    },
    getParent: (node) => node.parent,
    getTreeItem(node) {
      const shown = current();
      const details = shown?.tree.details(node.appId);
      // The row of an app that has just gone; the list without it is under way.
      if (!shown || !details) return new vscode.TreeItem("");
      return toTreeItem(node, details, {
        now: new Date(),
        isInWorkspace: isInWorkspace(details.app),
        isSandbox: shown.session.isSandbox,
        ownEmail: shown.session.account.email,
        explain: explainInLine,
      });
    },
    resolveTreeItem(item, node) {
      const shown = current();
      const details = shown?.tree.details(node.appId);
      item.tooltip = shown && details && toTooltip(node, details, shown.session.isSandbox);
      return item;
    },
  };
}
