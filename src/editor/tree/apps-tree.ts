import type { App } from "../../heroku/resources/types.ts";
import { isMissing, isUnreachable } from "../explanation.ts";
import { type AppDetails, type AppSource, createAppDetails, loadablesOf } from "./app-details.ts";
import { createLoadable, type Loadable, type Loaded } from "./loadable.ts";
import type { AppNode, ConfigVarNode, TreeNode } from "./nodes.ts";
import { loadRows, rowsNow } from "./rows.ts";

/** The model behind the view, for one signed-in account. Knows nothing of VS Code. */
export interface AppsTree {
  /** This workspace's apps first, then by name. */
  readonly apps: readonly App[];
  /** Their rows, in the same order. */
  readonly nodes: readonly AppNode[];
  readonly list: Loadable<readonly App[]>;
  details(appId: string): AppDetails | undefined;
  find(idOrName: string): App | undefined;
  /** Rows under a row, or the apps; loads what it needs. */
  children(node?: TreeNode): Promise<readonly TreeNode[]>;
  /** Asks again for all that has been loaded, of one app or of all. */
  refresh(app?: Pick<App, "name">): Promise<void>;
  setRevealed(node: ConfigVarNode, isRevealed: boolean): void;
  dispose(): void;
}

export interface AppsTreeOptions {
  readonly source: AppSource;
  readonly isInWorkspace: (app: App) => boolean;
  /** Something of an app is different now; undefined: the list of apps is. */
  readonly changed: (node: AppNode | undefined) => void;
}

export function createAppsTree({ source, isInWorkspace, changed }: AppsTreeOptions): AppsTree {
  const known = new Map<string, AppDetails>();
  const detailsChanged = (details: AppDetails): void => {
    changed(details.node);
    // Deleted elsewhere, or out of reach: the list says so now, and not when its own turn comes.
    if (loadablesOf(details).some(({ state }) => state.kind !== "unloaded" && isTelling(state.problem)))
      void list.refresh();
  };
  const list: Loadable<readonly App[]> = createLoadable({
    load: async (signal) => {
      const apps = await source.apps(signal);
      adopt(known, apps, (app) => createAppDetails(app, source, detailsChanged));
      return apps;
    },
    changed: () => changed(undefined),
  });
  const sorted = (): readonly AppDetails[] => inOrder([...known.values()], isInWorkspace);

  return {
    get apps() {
      return sorted().map(({ app }) => app);
    },
    get nodes() {
      return sorted().map((details) => details.node);
    },
    list,
    details: (appId) => known.get(appId),
    find: (idOrName) => [...known.values()].find(({ app }) => app.id === idOrName || app.name === idOrName)?.app,
    async children(node) {
      if (node === undefined) {
        await list.ready();
        return sorted().map((details) => details.node);
      }
      const details = known.get(node.appId);
      if (details === undefined) return [];
      await loadRows(node, details);
      return rowsNow(node, details);
    },
    async refresh(app) {
      const affected = [...known.values()].filter((details) => app === undefined || details.app.name === app.name);
      await Promise.all([list, ...affected.flatMap(loadablesOf).filter(isLoaded)].map((it) => it.refreshAfterChange()));
    },
    setRevealed(node, isRevealed) {
      const details = known.get(node.appId);
      if (isRevealed) details?.revealed.add(node.key);
      else details?.revealed.delete(node.key);
      if (details) changed(details.node);
    },
    dispose() {
      list.dispose();
      for (const details of known.values()) disposeDetails(details);
      known.clear();
    },
  };
}

/** Keeps the details of apps that are still there: what was loaded, expanded and revealed outlives a refresh of the list. */
function adopt(known: Map<string, AppDetails>, apps: readonly App[], create: (app: App) => AppDetails): void {
  const before = new Map(known);
  known.clear();
  for (const app of apps) {
    const details = before.get(app.id) ?? create(app);
    details.app = app;
    known.set(app.id, details);
    before.delete(app.id);
  }
  before.forEach(disposeDetails);
}

function disposeDetails(details: AppDetails): void {
  for (const loadable of loadablesOf(details)) loadable.dispose();
}

function inOrder(all: AppDetails[], isInWorkspace: (app: App) => boolean): AppDetails[] {
  const rank = ({ app }: AppDetails): number => (isInWorkspace(app) ? 0 : 1);
  return all.sort((a, b) => rank(a) - rank(b) || compareNames(a.app.name, b.app.name));
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isLoaded(loadable: { readonly state: Loaded<unknown> }): boolean {
  return loadable.state.kind !== "unloaded";
}

function isTelling(problem: unknown): boolean {
  return isMissing(problem) || isUnreachable(problem);
}
