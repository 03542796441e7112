import { dollars, formationPrice } from "../../advice/dyno-prices.ts";
import type { Formation } from "../../heroku/resources/types.ts";
import { rowContexts } from "../identifiers.ts";
import type { AppDetails, AppEntry } from "./app-details.ts";
import { teamOf } from "./arrangement.ts";
import type { AppGroup } from "./forest.ts";
import { groupParts, problemOfGroup } from "./group-parts.ts";
import type { RowIcon } from "./icons.ts";
import type { Loaded } from "./loadable.ts";
import { collaboratorLook, configVarLook, dynoLook, processLook } from "./look-first.ts";
import { addonLook, buildpackLook, domainLook, featureLook, releaseLook } from "./look-rest.ts";
import { type GroupKind, type GroupNode, groupKinds, type NoteNode, type TreeNode } from "./nodes.ts";
import { type RowLook, row, staleness, valueIn, withFlags } from "./row-look.ts";
import { since } from "./since.ts";
import { webFirst } from "./web-first.ts";

export { type RowLook, row, staleness, valueIn } from "./row-look.ts";

export interface Surroundings {
  readonly now: Date;
  readonly isInWorkspace: boolean;
  readonly isFavorite: boolean;
  /** The sandbox costs nothing: no prices. */
  readonly isSandbox: boolean;
  readonly ownEmail: string;
  /** The group that the app is shown in, which says some of it already. */
  readonly group?: AppGroup["kind"] | undefined;
  /** In its pipeline, where these are known. */
  readonly stage?: string | undefined;
  readonly sortedBy: "created" | "name" | "released";
  /** One line for people about a failed request. */
  readonly explain: (problem: unknown) => string;
}

export function lookOf(node: TreeNode, entry: AppEntry, around: Surroundings): RowLook {
  if (node.kind === "app") return appLook(entry, around);
  const { details } = entry;
  if (details === undefined) return row({ label: "", facts: [], icon: { id: "blank" } });
  switch (node.kind) {
    case "process":
      return processLook(node, details);
    case "dyno":
      return dynoLook(node, details, around);
    case "configVar":
      return configVarLook(node, details);
    case "collaborator":
      return collaboratorLook(node, details, around);
    case "release":
      return releaseLook(node, details, around);
    case "addon":
      return addonLook(node, details, around);
    case "domain":
      return domainLook(node, details);
    case "buildpack":
      return buildpackLook(node, details);
    case "feature":
      return featureLook(node, details);
    case "more":
      return row({ label: "Show more releases", facts: [], icon: { id: "ellipsis" }, context: rowContexts.more });
    case "note":
      return noteLook(node, details, around);
    default:
      return groupLook(node, details, around);
  }
}

const unloaded = { kind: "unloaded" } as const;

function appLook({ app, details }: AppEntry, around: Surroundings): RowLook {
  const formation = details?.formation.state ?? unloaded;
  const dynos = details?.dynos.state ?? unloaded;
  const crashed = valueIn(dynos, []).filter(({ state }) => state === "crashed").length;
  const isLocked = details?.teamApp.state.kind === "ready" && details.teamApp.state.value.locked;
  const facts = [
    around.isInWorkspace && around.group !== "workspace" ? "this workspace" : "",
    around.isFavorite && around.group !== "favorites" ? "favorite" : "",
    around.stage ?? "",
    app.maintenance ? "maintenance" : "",
    isLocked ? "locked" : "",
    crashed > 0 ? `${crashed} crashed` : "",
    formation.kind === "ready" ? formationSummary(formation.value, around) : outerFact(entryFacts(app, around)),
    staleness(formation) || staleness(dynos),
  ];
  const flags = {
    favorite: around.isFavorite,
    maintenance: app.maintenance,
    workspace: around.isInWorkspace,
    locked: isLocked,
    team: teamOf(app) !== undefined,
    sandbox: around.isSandbox,
  };
  return row({
    label: app.name,
    facts,
    spoken: `${app.name}, app`,
    icon: appIcon({ isCrashed: crashed > 0, isInMaintenance: app.maintenance, isLocked, ...around }),
    context: withFlags(rowContexts.app, flags),
    children: "collapsed",
  });
}

/** Of an app that nobody has opened: what the list is sorted by, or whose it is. */
function entryFacts({ created_at, released_at, ...app }: AppEntry["app"], around: Surroundings) {
  const ago = (iso: string): string => since(iso, around.now).replace(/^(\d.*)$/, "$1 ago");
  const released = released_at === null ? "never released" : `released ${ago(released_at)}`;
  const time = { created: `created ${ago(created_at)}`, released, name: "" }[around.sortedBy];
  const team = around.group === "team" ? undefined : app.team?.name;
  const owner = around.group === "shared" ? app.owner.email : undefined;
  return [time, team, owner];
}

function outerFact(facts: readonly (string | undefined)[]): string {
  return facts.filter(Boolean).join(" · ");
}

interface AppState {
  readonly isCrashed: boolean;
  readonly isInMaintenance: boolean;
  readonly isLocked: boolean;
  readonly isInWorkspace: boolean;
  readonly isFavorite: boolean;
}

function appIcon(app: AppState): RowIcon {
  if (app.isCrashed) return { id: "error", color: "list.errorForeground" };
  if (app.isInMaintenance) return { id: "tools", color: "list.warningForeground" };
  if (app.isLocked) return { id: "lock" };
  if (app.isInWorkspace) return { id: "repo" };
  return app.isFavorite ? { id: "star-full" } : { id: "cloud" };
}

function formationSummary(formation: readonly Formation[], { isSandbox }: Surroundings): string {
  const running = formation.filter(({ quantity }) => quantity > 0).sort((a, b) => webFirst(a.type, b.type));
  if (running.length === 0) return formation.length === 0 ? "not deployed yet" : "no dynos";
  const sizes = new Set(running.map(({ size }) => size));
  const types = running.map(({ type, quantity }) => `${type} ×${quantity}`).join(", ");
  return outerFact([sizes.size === 1 ? `${types} ${[...sizes][0]}` : types, priceWords(running, isSandbox)]);
}

function priceWords(formation: readonly Formation[], isSandbox: boolean): string {
  const price = isSandbox ? undefined : formationPrice(formation);
  return price === undefined ? "" : `${dollars(price)}/mo`;
}

interface GroupLook {
  readonly label: string;
  readonly icon: string;
  readonly empty: string;
}

const groups: Readonly<Record<GroupKind, GroupLook>> = {
  processes: { label: "Processes", icon: "server-process", empty: "Nothing deployed yet" },
  config: { label: "Config Vars", icon: "key", empty: "No config vars" },
  collaborators: { label: "Collaborators", icon: "organization", empty: "No collaborators" },
  releases: { label: "Releases", icon: "rocket", empty: "No releases yet" },
  addons: { label: "Add-ons", icon: "extensions", empty: "No add-ons" },
  domains: { label: "Domains", icon: "globe", empty: "No domains" },
  buildpacks: { label: "Buildpacks", icon: "package", empty: "None set: the next build finds out" },
  features: { label: "Features", icon: "beaker", empty: "No features" },
};

function groupLook(node: GroupNode, details: AppDetails, { isSandbox }: Surroundings): RowLook {
  const { label, icon } = groups[node.kind];
  const states = groupParts[node.kind].rows.map((part): Loaded<unknown> => details[part].state);
  const first = states[0] ?? unloaded;
  const fact =
    node.kind === "processes" ? priceWords(valueIn(details.formation.state, []), isSandbox) : countWords(first);
  const isPriced = node.kind !== "processes" || details.formation.state.kind === "ready";
  return row({
    label,
    facts: [isPriced ? fact : "", states.map(staleness).find(Boolean) ?? ""],
    spoken: `${label} of ${details.app.name}`,
    icon: { id: icon },
    context: rowContexts[node.kind],
    children: node.kind === "processes" ? "expanded" : "collapsed",
  });
}

function countWords(state: Loaded<unknown>): string {
  if (state.kind !== "ready") return "";
  const { value } = state;
  return String((Array.isArray(value) ? value : Object.keys(value as object)).length);
}

function noteLook({ parent }: NoteNode, details: AppDetails, { explain }: Surroundings): RowLook {
  const group = groupKinds.find((kind) => kind === parent?.kind) ?? "processes";
  const problem = problemOfGroup(group, details);
  if (problem !== undefined)
    return row({ label: "Could not be loaded", facts: [explain(problem)], icon: { id: "warning" } });
  return row({ label: groups[group].empty, facts: [], icon: { id: "info" } });
}
