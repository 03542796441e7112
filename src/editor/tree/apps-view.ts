import * as vscode from "vscode";
import type { App } from "../../heroku/resources/types.ts";
import type { ContextKeyWriter } from "../context-keys.ts";
import type { Disposables } from "../disposables.ts";
import { explainInLine, isUnreachable } from "../explanation.ts";
import { views } from "../identifiers.ts";
import type { AppsModel, AppTarget, Session, SessionState, Sessions } from "../services.ts";
import type { AppSource } from "./app-details.ts";
import { createAppsProvider, type SignedInTree } from "./apps-provider.ts";
import { type AppsTree, createAppsTree } from "./apps-tree.ts";
import { keepFresh } from "./keep-fresh.ts";
import type { AppNode, ConfigVarNode } from "./nodes.ts";
import { listWord, messageWords, sessionWord, sessionWords } from "./view-words.ts";
import { createWorkspaceApps } from "./workspace-apps.ts";

export interface AppsView extends AppsModel {
  readonly isVisible: boolean;
  onDidShow(listener: () => void): vscode.Disposable;
  setRevealed(node: ConfigVarNode, isRevealed: boolean): void;
}

export interface AppsViewOptions {
  readonly sessions: Sessions & { reload(): Promise<SessionState> };
  readonly contextKeys: ContextKeyWriter;
  readonly disposables: Disposables;
  readonly log: vscode.LogOutputChannel;
}

/** Milliseconds in which dynos are asked for more often after an action of ours. */
const hurry = 20_000;

/** *My Heroku Applications*: asks for nothing before it is looked at, and for nothing while it is hidden. */
export function createAppsView({ sessions, contextKeys, disposables, log }: AppsViewOptions): AppsView {
  const open = new Set<string>();
  let current: SignedInTree | undefined;
  let hurriedUntil = 0;

  const isInWorkspace = (app: App): boolean => current !== undefined && workspace.has(app.name, current.session.gitUrl);
  const provider = disposables.add(
    createAppsProvider({ current: () => current, isInWorkspace, onOpen: (node) => open.add(node.id) }),
  );
  const view = disposables.add(
    vscode.window.createTreeView(views.apps, { showCollapseAll: true, treeDataProvider: provider }),
  );
  const noteProblem = problemLog(log);
  const changed = (app?: AppNode): void => {
    contextKeys.set("herokuWorkbench.session", sessionWord(sessions.state));
    contextKeys.set("herokuWorkbench.appList", listWord(current));
    sayAbove(view, current);
    noteProblem(current?.tree);
    provider.update(app);
    // It may have stopped, or runs elsewhere by now.
    if (current?.session.isSandbox && hasLostTouch(current.tree)) void sessions.reload();
  };
  const refreshed = disposables.add(new vscode.EventEmitter<void>());
  const workspace = createWorkspaceApps(disposables, () => {
    changed();
    refreshed.fire();
  });
  const follow = (state: SessionState): void => {
    current?.tree.dispose();
    open.clear();
    current = state.kind === "signed-in" ? signedInTree(state.session, isInWorkspace, changed) : undefined;
    changed();
  };

  disposables.add(sessions.onDidChange(follow));
  disposables.add(view.onDidCollapseElement(({ element }) => open.delete(element.id)));
  disposables.add(view.onDidExpandElement(({ element }) => open.add(element.id)));
  disposables.add({ dispose: () => current?.tree.dispose() });
  const isHurried = (): boolean => Date.now() < hurriedUntil;
  keepFresh({ view, sessions, provider, current: () => current, open, isHurried }, disposables);
  follow(sessions.state);

  return {
    get isVisible() {
      return view.visible;
    },
    onDidShow: (listener) => view.onDidChangeVisibility(({ visible }) => visible && listener()),
    get all() {
      return targetsOf(current);
    },
    find(idOrName, sessionKey) {
      if (sessionKey !== undefined && sessionKey !== current?.session.key) return undefined;
      const app = current?.tree.find(idOrName);
      return current && app && { app, session: current.session };
    },
    isInWorkspace: ({ app }) => isInWorkspace(app),
    async ready() {
      const [list] = await Promise.all([current?.tree.list.ready(), workspace.ready()]);
      if (list?.kind === "failed") throw list.problem;
      return targetsOf(current);
    },
    async refresh(app) {
      hurriedUntil = Date.now() + hurry;
      if (!current) await sessions.reload();
      await current?.tree.refresh(app);
      refreshed.fire();
    },
    onDidRefresh: refreshed.event,
    setRevealed: (node, isRevealed) => current?.tree.setRevealed(node, isRevealed),
  };
}

function targetsOf(current: SignedInTree | undefined): readonly AppTarget[] {
  if (current === undefined) return [];
  const { session, tree } = current;
  return tree.apps.map((app) => ({ app, session }));
}

function sayAbove(view: vscode.TreeView<unknown>, current: SignedInTree | undefined): void {
  view.description = current ? sessionWords(current.session) : "";
  view.message = current ? messageWords(current.session, current.tree) : "";
}

/** The view has room for the kind of a problem; its words are in the log, once. */
function problemLog(log: vscode.LogOutputChannel): (tree: AppsTree | undefined) => void {
  let noted = "";
  return (tree) => {
    const problem = tree && problemOf(tree);
    const words = problem === undefined ? "" : explainInLine(problem);
    if (words !== "" && words !== noted) log.warn(`The list of apps could not be had: ${words}`);
    noted = words;
  };
}

function hasLostTouch(tree: AppsTree): boolean {
  return isUnreachable(problemOf(tree));
}

function problemOf({ list: { state } }: AppsTree): unknown {
  return state.kind === "unloaded" ? undefined : state.problem;
}

function signedInTree(
  session: Session,
  isInWorkspace: (app: App) => boolean,
  changed: (app?: AppNode) => void,
): SignedInTree {
  return { session, tree: createAppsTree({ source: lazySource(session), isInWorkspace, changed }) };
}

/** The client's code is loaded with the first question. */
function lazySource({ client }: Session): AppSource {
  const source = async (): Promise<AppSource> => (await import("./platform-source.ts")).platformSource(client);
  return {
    apps: async (signal) => (await source()).apps(signal),
    formation: async (app, signal) => (await source()).formation(app, signal),
    dynos: async (app, signal) => (await source()).dynos(app, signal),
    configVars: async (app, signal) => (await source()).configVars(app, signal),
    collaborators: async (app, signal) => (await source()).collaborators(app, signal),
  };
}
