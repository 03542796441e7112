import { rowContexts } from "../identifiers.ts";
import type { Session } from "../services.ts";
import type { AppGroup } from "./forest.ts";
import type { RowIcon } from "./icons.ts";
import type { Loaded } from "./loadable.ts";
import { type RowLook, row, staleness } from "./row-look.ts";

const icons: Readonly<Record<AppGroup["kind"], RowIcon>> = {
  account: { id: "account" },
  away: { id: "debug-disconnect" },
  all: { id: "cloud" },
  workspace: { id: "root-folder" },
  favorites: { id: "star-full" },
  personal: { id: "person" },
  shared: { id: "live-share" },
  team: { id: "organization" },
  pipeline: { id: "git-merge" },
  region: { id: "globe" },
  rest: { id: "circle-slash" },
};

const spokenKinds: Partial<Readonly<Record<AppGroup["kind"], string>>> = {
  account: "account",
  team: "team",
  pipeline: "pipeline",
  region: "region",
};

/** `notes` are those of an account: until when its second factor holds, when its sign-in ends. */
export function groupLook(
  group: AppGroup,
  session: Session,
  list: Loaded<unknown>,
  notes: readonly string[] = [],
): RowLook {
  const { kind, label, count, rows, isExpanded } = group;
  const isEmpty = rows.length === 0;
  const counted = kind === "account" && list.kind !== "ready" ? "" : appsWords(count);
  const facts = [
    ...(kind === "account" ? notes : []),
    kind === "account" && !session.isSandbox ? hostWords(session.apiUrl) : "",
    isEmpty && kind === "favorites" ? "drag apps here" : counted,
    kind === "account" ? staleness(list) : "",
  ];
  return row({
    label,
    facts,
    spoken: `${label}, ${spokenKinds[kind] ?? "group of apps"}`,
    icon: kind === "account" && session.isSandbox ? { id: "vm" } : icons[kind],
    context: `${rowContexts.group}+${kind}`,
    children: isEmpty ? "none" : isExpanded ? "expanded" : "collapsed",
  });
}

/** An account that is not signed in now; its reason is in the tooltip. */
export function awayLook({ label, away }: AppGroup): RowLook {
  const fact = away?.cause === "sandbox-stopped" ? "not running" : "signed out";
  return row({
    label,
    facts: [fact],
    spoken: `${label}, account`,
    icon: icons.away,
    context: `${rowContexts.group}+away`,
  });
}

/** In place of an account's apps. */
export function groupNoteLook(list: Loaded<readonly unknown[]>, explain: (problem: unknown) => string): RowLook {
  if (list.kind === "failed")
    return row({ label: "Could not be loaded", facts: [explain(list.problem)], icon: { id: "warning" } });
  const isEmpty = list.kind === "ready" && list.value.length === 0;
  return row({ label: isEmpty ? "No apps yet" : "No app passes the filter", facts: [], icon: { id: "info" } });
}

function appsWords(count: number): string {
  return count === 1 ? "1 app" : `${count} apps`;
}

/** Of another platform than Heroku's own. */
function hostWords(apiUrl: string): string {
  return apiUrl === "https://api.heroku.com" ? "" : new URL(apiUrl).host;
}
