import type { App, Stack } from "../../heroku/resources/types.ts";
import { isMissing, isUnreachable } from "../explanation.ts";
import {
  type About,
  type AppDetails,
  type AppEntry,
  type AppSource,
  loadablesOf,
  type Pipelines,
  releasePage,
} from "./app-details.ts";
import { createKnownApps } from "./known-apps.ts";
import { createLoadable, type Loadable, type Loaded } from "./loadable.ts";
import type { AppNode, ConfigVarNode, TreeNode } from "./nodes.ts";
import { loadRows, rowsNow } from "./rows.ts";

/** The apps of one signed-in account, and what of them has been looked at. Knows nothing of VS Code. */
export interface AppsTree {
  /** By name. */
  readonly entries: readonly AppEntry[];
  readonly list: Loadable<readonly App[]>;
  /** Asked for only while apps are grouped by pipeline. */
  readonly pipelines: Loadable<Pipelines>;
  readonly stacks: Loadable<readonly Stack[]>;
  /** Apps that have been looked at. */
  readonly looked: Iterable<AppDetails>;
  entry(appId: string): AppEntry | undefined;
  /** From now on the app counts as looked at. */
  details(appId: string): AppDetails | undefined;
  /** For a tooltip: rows do not change with it. */
  about(appId: string): Loadable<About> | undefined;
  find(idOrName: string): App | undefined;
  /** Rows under a row; loads what it needs. */
  children(node: TreeNode): Promise<readonly TreeNode[]>;
  /** Asks again for all that has been loaded, of one app or of all. */
  refresh(app?: Pick<App, "name">): Promise<void>;
  setRevealed(node: ConfigVarNode, isRevealed: boolean): void;
  /** Of one app, or of all: nothing stays revealed that nobody sees. */
  hideValues(appId?: string): void;
  /** Throws what the platform said where they cannot be had. */
  showMoreReleases(appId: string): Promise<void>;
  dispose(): void;
}

export interface AppsTreeOptions {
  readonly sessionKey: string;
  readonly source: AppSource;
  /** Something of an app is different now; undefined: the list of apps or their pipelines are. */
  readonly changed: (node: AppNode | undefined) => void;
}

export function createAppsTree({ sessionKey, source, changed }: AppsTreeOptions): AppsTree {
  const detailsChanged = (details: AppDetails): void => {
    changed(details.node);
    // Deleted elsewhere, or out of reach: the list says so now, and not when its own turn comes.
    if (loadablesOf(details).some(({ state }) => state.kind !== "unloaded" && isTelling(state.problem)))
      void list.refresh();
  };
  const known = createKnownApps({ sessionKey, source, detailsChanged });
  const listChanged = (): void => changed(undefined);
  const list: Loadable<readonly App[]> = createLoadable({
    load: async (signal) => {
      const apps = await source.apps(signal);
      known.adopt(apps);
      return apps;
    },
    changed: listChanged,
  });
  const pipelines = createLoadable({ load: (signal) => source.pipelines(signal), changed: listChanged });
  const stacks = createLoadable({ load: (signal) => source.stacks(signal), changed: () => {} });

  return {
    get entries() {
      return known.entries;
    },
    list,
    pipelines,
    stacks,
    looked: known.looked,
    entry: known.entry,
    details: known.details,
    about: known.about,
    find: known.find,
    async children(node) {
      const details = known.details(node.appId);
      if (details === undefined) return [];
      await loadRows(node, details);
      return rowsNow(node, details);
    },
    async refresh(app) {
      const affected = [...known.looked].filter((details) => app === undefined || details.app.name === app.name);
      const asked = [list, pipelines, ...affected.flatMap(loadablesOf)].filter((it) => it === list || isLoaded(it));
      await Promise.all(asked.map((it) => it.refreshAfterChange()));
    },
    setRevealed(node, isRevealed) {
      const details = known.details(node.appId);
      if (isRevealed) details?.revealed.add(node.key);
      else details?.revealed.delete(node.key);
      if (details) changed(details.node);
    },
    hideValues(appId) {
      for (const details of [...known.looked].filter(({ revealed }) => revealed.size > 0)) {
        if (appId !== undefined && details.app.id !== appId) continue;
        details.revealed.clear();
        changed(details.node);
      }
    },
    async showMoreReleases(appId) {
      const details = known.details(appId);
      if (details === undefined) return;
      details.releaseCount += 2 * releasePage;
      await details.releases.refreshAfterChange();
      const { state } = details.releases;
      if (state.kind === "unloaded" || state.problem === undefined) return;
      details.releaseCount -= 2 * releasePage;
      throw state.problem;
    },
    dispose() {
      for (const loadable of [list, pipelines, stacks]) loadable.dispose();
      known.adopt([]);
    },
  };
}

function isLoaded(loadable: { readonly state: Loaded<unknown> }): boolean {
  return loadable.state.kind !== "unloaded";
}

function isTelling(problem: unknown): boolean {
  return isMissing(problem) || isUnreachable(problem);
}
