import type { App } from "../../heroku/resources/types.ts";
import type { AppEntry, Pipelines } from "./app-details.ts";
import { matcherOf } from "./filter.ts";
import { compareNames } from "./known-apps.ts";

export const groupings = ["team", "pipeline", "region", "none"] as const;
export type GroupBy = (typeof groupings)[number];
export const sortings = ["name", "released", "created"] as const;
export type SortBy = (typeof sortings)[number];

/** How a person wants to see the apps. */
export interface Arrangement {
  readonly groupBy: GroupBy;
  readonly sortBy: SortBy;
  readonly filter: string;
  /** Ids of apps. */
  readonly favorites: ReadonlySet<string>;
}

export type SectionKind =
  | "all"
  | "favorites"
  | "personal"
  | "pipeline"
  | "region"
  | "rest"
  | "shared"
  | "team"
  | "workspace";

/** Apps under one heading. */
export interface Section {
  readonly kind: SectionKind;
  /** Unique among the sections of an account, and the same tomorrow. */
  readonly key: string;
  readonly label: string;
  readonly entries: readonly AppEntry[];
}

export interface Account {
  readonly ownEmail: string;
  readonly isInWorkspace: (app: App) => boolean;
  readonly pipelines: Pipelines | undefined;
}

/** Every app that passes the filter, in the first section that claims it; sections without apps are left out. */
export function arrange(entries: readonly AppEntry[], arrangement: Arrangement, account: Account): readonly Section[] {
  const matches = matcherOf(arrangement.filter);
  const shown = entries.filter(({ app }) => matches(app)).sort(orderOf(arrangement, account));
  const sections = new Map<string, { heading: Heading; entries: AppEntry[] }>();
  for (const entry of shown) {
    const heading = headingOf(entry.app, arrangement, account);
    const section = sections.get(heading.key);
    if (section) section.entries.push(entry);
    else sections.set(heading.key, { heading, entries: [entry] });
  }
  return [...sections.values()]
    .sort((a, b) => a.heading.rank - b.heading.rank || compareNames(a.heading.label, b.heading.label))
    .map(({ heading: { kind, key, label }, entries: found }) => ({ kind, key, label, entries: found }));
}

/** The team that owns an app: of some answers of the platform only its own address tells. */
export function teamOf(app: Pick<App, "owner" | "team">): string | undefined {
  return app.team?.name ?? /^(.+)@herokumanager\.com$/.exec(app.owner.email)?.[1];
}

interface Heading {
  readonly kind: SectionKind;
  readonly key: string;
  readonly label: string;
  readonly rank: number;
}

const workspace: Heading = { kind: "workspace", key: "workspace", label: "This workspace", rank: 0 };
const favorites: Heading = { kind: "favorites", key: "favorites", label: "Favorites", rank: 1 };
const personal: Heading = { kind: "personal", key: "personal", label: "Personal", rank: 2 };
const shared: Heading = { kind: "shared", key: "shared", label: "Shared with me", rank: 3 };
const rest: Heading = { kind: "rest", key: "rest", label: "In no pipeline", rank: 5 };
const all: Heading = { kind: "all", key: "all", label: "All apps", rank: 2 };

function headingOf(app: App, arrangement: Arrangement, account: Account): Heading {
  if (arrangement.groupBy === "none") return all;
  if (account.isInWorkspace(app)) return workspace;
  if (arrangement.favorites.has(app.id)) return favorites;
  if (arrangement.groupBy === "region") return heading("region", app.region.name, app.region.name);
  if (arrangement.groupBy === "pipeline") {
    const pipeline = account.pipelines?.get(app.id);
    return pipeline ? heading("pipeline", pipeline.id, pipeline.name) : rest;
  }
  const team = teamOf(app);
  if (team !== undefined) return heading("team", team, team);
  return app.owner.email === account.ownEmail ? personal : shared;
}

function heading(kind: SectionKind, key: string, label: string): Heading {
  return { kind, key: `${kind}:${key}`, label, rank: 4 };
}

type Compare = (a: AppEntry, b: AppEntry) => number;

const stages = ["review", "development", "test", "staging", "production"];

/** The newest first where time decides, apps without a release last; by name where nothing else does. */
function orderOf({ groupBy, sortBy, favorites: chosen }: Arrangement, account: Account): Compare {
  const pinned = ({ app }: AppEntry): number => (account.isInWorkspace(app) ? 0 : chosen.has(app.id) ? 1 : 2);
  const stage = ({ app }: AppEntry): number => stages.indexOf(account.pipelines?.get(app.id)?.stage ?? "");
  const time = ({ app }: AppEntry): string => (sortBy === "created" ? app.created_at : (app.released_at ?? ""));
  const byName: Compare = (a, b) => compareNames(a.app.name, b.app.name);
  const sorted: Compare = sortBy === "name" ? byName : (a, b) => compareNames(time(b), time(a)) || byName(a, b);
  if (groupBy === "none") return (a, b) => pinned(a) - pinned(b) || sorted(a, b);
  return groupBy === "pipeline" ? (a, b) => stage(a) - stage(b) || sorted(a, b) : sorted;
}
