import * as vscode from "vscode";
import type { App } from "../../heroku/resources/types.ts";
import { explainInLine } from "../explanation.ts";
import type { Session } from "../services.ts";
import type { AppDetails } from "./app-details.ts";
import type { AppsTree } from "./apps-tree.ts";
import { lookOf, type RowLook } from "./look.ts";
import type { AppNode, TreeNode } from "./nodes.ts";
import { rowsNow } from "./rows.ts";
import { createShownRows } from "./shown-rows.ts";
import { toTooltip, toTreeItem } from "./tree-item.ts";

export interface SignedInTree {
  readonly session: Session;
  readonly tree: AppsTree;
}

export interface AppsProviderOptions {
  readonly current: () => SignedInTree | undefined;
  readonly isInWorkspace: (app: App) => boolean;
  /** VS Code shows the rows under this row now. */
  readonly onOpen: (node: TreeNode) => void;
}

export interface AppsProvider extends vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  /** Shows again what differs of an app, or everything. */
  update(app?: AppNode): void;
}

/** Forwards between VS Code and the model. */
export function createAppsProvider({ current, isInWorkspace, onOpen }: AppsProviderOptions): AppsProvider {
  const emitter = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  const shown = createShownRows();
  const detailsOf = (node: TreeNode): AppDetails | undefined => current()?.tree.details(node.appId);
  const lookNow = (node: TreeNode, details: AppDetails, session: Session): RowLook =>
    lookOf(node, details, {
      now: new Date(),
      isInWorkspace: isInWorkspace(details.app),
      isSandbox: session.isSandbox,
      ownEmail: session.account.email,
      explain: explainInLine,
    });
  const differing = (app: AppNode): readonly TreeNode[] => {
    const session = current()?.session;
    const details = detailsOf(app);
    if (!session || !details) return [];
    const look = (node: TreeNode) => lookNow(node, details, session);
    return shown.differing(app, { look, rows: (node) => rowsNow(node, details) });
  };

  return {
    onDidChangeTreeData: emitter.event,
    dispose: () => emitter.dispose(),
    update(app) {
      if (app === undefined) {
        shown.clear();
        emitter.fire(undefined);
      } else emitter.fire([...differing(app)]);
    },
    async getChildren(node) {
      if (node) onOpen(node);
      const rows = (await current()?.tree.children(node)) ?? [];
      if (node) shown.listed(node, rows);
      return [...rows];
    },
    getParent: (node) => node.parent,
    getTreeItem(node) {
      const session = current()?.session;
      const details = detailsOf(node);
      // The row of an app that has just gone; the list without it is under way.
      if (!session || !details) return new vscode.TreeItem("");
      const look = lookNow(node, details, session);
      shown.looked(node, look);
      return toTreeItem(node, look);
    },
    resolveTreeItem(item, node) {
      const details = detailsOf(node);
      item.tooltip = details && toTooltip(node, details, current()?.session.isSandbox ?? false);
      return item;
    },
  };
}
