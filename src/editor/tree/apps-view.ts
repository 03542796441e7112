import * as vscode from "vscode";
import type { App } from "../../heroku/resources/types.ts";
import type { ContextKeyWriter } from "../context-keys.ts";
import type { Disposables } from "../disposables.ts";
import { isUnreachable } from "../explanation.ts";
import { views } from "../identifiers.ts";
import type { AppsModel, Session, SessionState, Sessions } from "../services.ts";
import { createAppsModel, type TreeActions } from "./apps-model.ts";
import { type AppsProviderOptions, createAppsProvider } from "./apps-provider.ts";
import type { AppsTree } from "./apps-tree.ts";
import { type ArrangementStore, createArrangementStore } from "./arrangement-store.ts";
import { favoritesByDragging } from "./drag-favorites.ts";
import { createForest, type Forest, type SignedInTree } from "./forest.ts";
import { keepFresh } from "./keep-fresh.ts";
import type { AnyNode, AppNode } from "./nodes.ts";
import { createSignedInTrees } from "./signed-in-trees.ts";
import { createViewHead, problemOf } from "./view-head.ts";
import { createWorkspaceApps } from "./workspace-apps.ts";

export interface AppsView extends AppsModel, TreeActions {
  readonly isVisible: boolean;
  /** How the apps are arranged: filter, groups, order, favorites. */
  readonly arrangement: ArrangementStore;
  readonly count: Forest["count"];
  onDidShow(listener: () => void): vscode.Disposable;
}

/** What of the view a test reads. */
export interface AppsViewInside extends AppsView {
  readonly provider: vscode.TreeDataProvider<AnyNode>;
  readonly view: vscode.TreeView<AnyNode>;
}

export interface AppsViewOptions {
  readonly context: Pick<vscode.ExtensionContext, "globalState" | "workspaceState">;
  readonly sessions: Sessions & { reload(): Promise<SessionState> };
  readonly contextKeys: ContextKeyWriter;
  readonly disposables: Disposables;
  readonly log: vscode.LogOutputChannel;
}

/** Milliseconds in which dynos are asked for more often after an action of ours. */
const hurry = 20_000;

/** *My Heroku Applications*: asks for nothing before it is looked at, and for nothing while it is hidden. */
export function createAppsView({ context, sessions, contextKeys, disposables, log }: AppsViewOptions): AppsViewInside {
  const open = new Set<string>();
  const arrangement = disposables.add(createArrangementStore(context));
  let hurriedUntil = 0;

  const isInWorkspace = (app: App, { gitUrl }: Session): boolean => workspace.has(app.name, gitUrl);
  const ready = ({ tree }: SignedInTree): Promise<unknown> =>
    Promise.all([tree.list.ready(), workspace.ready(), isByPipeline() ? tree.pipelines.ready() : undefined]);
  const isByPipeline = (): boolean => arrangement.value.groupBy === "pipeline";
  const changed = (app?: AppNode): void => {
    if (app === undefined) forest.invalidate();
    head.update();
    provider.update(app);
    // It may have stopped, or runs elsewhere by now.
    if (trees.all.some(({ session, tree }) => session.isSandbox && hasLostTouch(tree))) void sessions.reload();
  };
  const trees = disposables.add(createSignedInTrees(changed));
  const forest = createForest({
    trees: () => trees.all,
    away: () => sessions.away,
    arrangement: () => arrangement.value,
    isInWorkspace,
  });
  const { provider, view } = showTree({ trees, forest, arrangement, ready, isInWorkspace, open }, disposables);
  const head = createViewHead({ view, forest, sessions, arrangement, contextKeys, log, trees });
  const refreshed = disposables.add(new vscode.EventEmitter<void>());
  const workspace = createWorkspaceApps(disposables, () => {
    changed();
    refreshed.fire();
  });
  const follow = (): void => {
    const areOthers = trees.follow(sessions.all);
    forest.invalidate();
    head.update();
    if (areOthers) provider.reset();
    else provider.update();
  };
  const rearrange = (): void => {
    // Asked for now that it is looked at; the groups follow when it is there.
    if (isByPipeline()) for (const { tree } of trees.all) void tree.pipelines.ready();
    changed();
  };

  disposables.add(arrangement.onDidChange(rearrange));
  disposables.add(sessions.onDidChange(follow));
  disposables.add(
    view.onDidChangeVisibility(({ visible }) => {
      if (!visible) for (const { tree } of trees.all) tree.hideValues();
    }),
  );
  const isHurried = (): boolean => Date.now() < hurriedUntil;
  keepFresh({ view, sessions, provider, trees: () => trees.all, open, isHurried, isByPipeline }, disposables);
  follow();

  const model = createAppsModel({ trees, forest, sessions, workspaceReady: workspace.ready, isInWorkspace });
  return {
    ...model,
    provider,
    view,
    arrangement,
    get isVisible() {
      return view.visible;
    },
    get count() {
      return forest.count;
    },
    get all() {
      return forest.targets;
    },
    onDidShow: (listener) => view.onDidChangeVisibility(({ visible }) => visible && listener()),
    async refresh(app) {
      hurriedUntil = Date.now() + hurry;
      await model.refresh(app);
      refreshed.fire();
    },
    onDidRefresh: refreshed.event,
  };
}

interface Shown extends Omit<AppsProviderOptions, "onOpen"> {
  readonly arrangement: ArrangementStore;
  /** Ids of the rows that are open. */
  readonly open: Set<string>;
}

function showTree({ open, ...shown }: Shown, disposables: Disposables) {
  const provider = disposables.add(createAppsProvider({ ...shown, onOpen: (node) => open.add(node.id) }));
  const dragAndDropController = favoritesByDragging(shown.arrangement, shown.forest);
  const look = { showCollapseAll: true, canSelectMany: true, treeDataProvider: provider, dragAndDropController };
  const view = disposables.add(vscode.window.createTreeView(views.apps, look));
  disposables.add(view.onDidCollapseElement(({ element }) => open.delete(element.id)));
  disposables.add(view.onDidExpandElement(({ element }) => open.add(element.id)));
  return { provider, view };
}

function hasLostTouch(tree: AppsTree): boolean {
  return isUnreachable(problemOf(tree));
}
