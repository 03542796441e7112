import type { App } from "../../heroku/resources/types.ts";
import {
  type About,
  type AppDetails,
  type AppEntry,
  type AppSource,
  createAppDetails,
  loadablesOf,
} from "./app-details.ts";
import { createLoadable, type Loadable } from "./loadable.ts";
import { rowOfApp } from "./nodes.ts";

/** The apps of the last list, found by id and by name. Little is kept of one that nobody has looked at. */
export interface KnownApps {
  /** By name. */
  readonly entries: readonly AppEntry[];
  readonly looked: Iterable<AppDetails>;
  /** Apps that are still there keep what was loaded, expanded and revealed of them. */
  adopt(apps: readonly App[]): void;
  entry(appId: string): AppEntry | undefined;
  find(idOrName: string): App | undefined;
  details(appId: string): AppDetails | undefined;
  about(appId: string): Loadable<About> | undefined;
}

export interface KnownAppsOptions {
  readonly sessionKey: string;
  readonly source: AppSource;
  readonly detailsChanged: (details: AppDetails) => void;
}

export function createKnownApps({ sessionKey, source, detailsChanged }: KnownAppsOptions): KnownApps {
  const known = new Map<string, AppEntry>();
  const looked = new Set<AppDetails>();
  let byName = new Map<string, AppEntry>();
  let entries: readonly AppEntry[] = [];
  const forget = ({ app, details, about }: AppEntry): void => {
    known.delete(app.id);
    about?.dispose();
    if (details === undefined) return;
    looked.delete(details);
    for (const loadable of loadablesOf(details)) loadable.dispose();
  };
  return {
    get entries() {
      return entries;
    },
    looked,
    adopt(apps) {
      const gone = new Map(known);
      for (const app of apps) {
        const entry = known.get(app.id) ?? newEntry(app, sessionKey);
        entry.app = app;
        known.set(app.id, entry);
        gone.delete(app.id);
      }
      gone.forEach(forget);
      entries = [...known.values()].sort((a, b) => compareNames(a.app.name, b.app.name));
      byName = new Map(entries.map((entry) => [entry.app.name, entry]));
    },
    entry: (appId) => known.get(appId),
    find: (idOrName) => (known.get(idOrName) ?? byName.get(idOrName))?.app,
    details(appId) {
      const entry = known.get(appId);
      if (entry === undefined) return undefined;
      entry.details ??= createAppDetails(entry, source, detailsChanged);
      looked.add(entry.details);
      return entry.details;
    },
    about(appId) {
      const entry = known.get(appId);
      if (entry === undefined) return undefined;
      entry.about ??= createLoadable({ load: (signal) => source.about(entry.app, signal), changed: () => {} });
      return entry.about;
    },
  };
}

export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function newEntry(app: App, sessionKey: string): AppEntry {
  const node = rowOfApp({ app, session: { key: sessionKey } });
  return { app, node, details: undefined, about: undefined };
}
