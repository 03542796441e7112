import { formationPrice } from "../../advice/dyno-prices.ts";
import type { Collaborator, Dyno, Formation } from "../../heroku/resources/types.ts";
import { rowContexts } from "../identifiers.ts";
import type { AppDetails } from "./app-details.ts";
import { dynoIcon, iconOfType, type RowIcon } from "./icons.ts";
import type { Loaded } from "./loadable.ts";
import type { CollaboratorNode, ConfigVarNode, DynoNode, GroupNode, NoteNode, ProcessNode, TreeNode } from "./nodes.ts";
import { clockTime, since } from "./since.ts";
import { webFirst } from "./web-first.ts";

/** How a row looks, in plain values. */
export interface RowLook {
  readonly label: string;
  readonly description: string;
  readonly icon: RowIcon;
  /** What a screen reader says: the state in words, never by icon alone. */
  readonly spoken: string;
  readonly context: string;
  readonly children: "collapsed" | "expanded" | "none";
}

export interface Surroundings {
  readonly now: Date;
  readonly isInWorkspace: boolean;
  /** The sandbox costs nothing: no prices. */
  readonly isSandbox: boolean;
  readonly ownEmail: string;
  /** One line for people about a failed request. */
  readonly explain: (problem: unknown) => string;
}

export function lookOf(node: TreeNode, details: AppDetails, around: Surroundings): RowLook {
  switch (node.kind) {
    case "app":
      return appLook(details, around);
    case "process":
      return processLook(node, details);
    case "dyno":
      return dynoLook(node, details, around);
    case "configVar":
      return configVarLook(node, details);
    case "collaborator":
      return collaboratorLook(node, details, around);
    case "note":
      return noteLook(node, details, around);
    default:
      return groupLook(node, details, around);
  }
}

function appLook({ app, formation, dynos }: AppDetails, around: Surroundings): RowLook {
  const crashed = valueIn(dynos.state, []).filter(({ state }) => state === "crashed").length;
  const facts = [
    around.isInWorkspace ? "this workspace" : "",
    app.maintenance ? "maintenance" : "",
    crashed > 0 ? `${crashed} crashed` : "",
    formation.state.kind === "ready" ? formationSummary(formation.state.value, around) : (app.team?.name ?? ""),
    staleness(formation.state) || staleness(dynos.state),
  ];
  return row({
    label: app.name,
    facts,
    spoken: `${app.name}, app`,
    icon: appIcon({ isCrashed: crashed > 0, isInMaintenance: app.maintenance, isInWorkspace: around.isInWorkspace }),
    context: rowContexts.app,
    children: "collapsed",
  });
}

function appIcon(app: { isCrashed: boolean; isInMaintenance: boolean; isInWorkspace: boolean }): RowIcon {
  if (app.isCrashed) return { id: "error", color: "list.errorForeground" };
  if (app.isInMaintenance) return { id: "tools", color: "list.warningForeground" };
  return app.isInWorkspace ? { id: "repo" } : { id: "cloud" };
}

function formationSummary(formation: readonly Formation[], { isSandbox }: Surroundings): string {
  const running = formation.filter(({ quantity }) => quantity > 0).sort((a, b) => webFirst(a.type, b.type));
  if (running.length === 0) return formation.length === 0 ? "not deployed yet" : "no dynos";
  const sizes = new Set(running.map(({ size }) => size));
  const types = running.map(({ type, quantity }) => `${type} ×${quantity}`).join(", ");
  const price = isSandbox ? undefined : formationPrice(running);
  return [sizes.size === 1 ? `${types} ${[...sizes][0]}` : types, price === undefined ? "" : `$${price}/mo`]
    .filter(Boolean)
    .join(" · ");
}

const groups = {
  processes: { label: "Processes", icon: "server-process", context: rowContexts.processes },
  config: { label: "Config Vars", icon: "key", context: rowContexts.config },
  collaborators: { label: "Collaborators", icon: "organization", context: rowContexts.collaborators },
} as const;

function groupLook(node: GroupNode, details: AppDetails, { isSandbox }: Surroundings): RowLook {
  const { label, icon, context } = groups[node.kind];
  return row({
    label,
    facts: groupFacts(node, details, isSandbox),
    spoken: `${label} of ${details.app.name}`,
    icon: { id: icon },
    context,
    children: node.kind === "processes" ? "expanded" : "collapsed",
  });
}

function groupFacts(node: GroupNode, details: AppDetails, isSandbox: boolean): readonly string[] {
  if (node.kind === "config")
    return [countOf(details.configVars.state, Object.keys), staleness(details.configVars.state)];
  if (node.kind === "collaborators") {
    return [countOf(details.collaborators.state, (all) => all), staleness(details.collaborators.state)];
  }
  const formation = details.formation.state;
  const price = isSandbox || formation.kind !== "ready" ? undefined : formationPrice(formation.value);
  return [price === undefined ? "" : `$${price}/mo`, staleness(formation) || staleness(details.dynos.state)];
}

function processLook(node: ProcessNode, details: AppDetails): RowLook {
  const entry = valueIn(details.formation.state, []).find(({ type }) => type === node.type);
  const dynos = valueIn(details.dynos.state, []).filter(({ type }) => type === node.type);
  const facts =
    entry === undefined ? [`×${dynos.length}`, "one-off"] : [`×${entry.quantity} ${entry.size}`, entry.command];
  return row({
    label: node.type,
    facts,
    spoken: `${node.type}, process type`,
    icon: iconOfType(node.type),
    context: entry === undefined ? rowContexts.oneOff : rowContexts.process,
    children: dynos.length > 0 ? "expanded" : "none",
  });
}

function dynoLook(node: DynoNode, details: AppDetails, { now }: Surroundings): RowLook {
  const dyno = findDyno(node, details);
  const { state } = details.dynos;
  // A dyno of which nothing new is heard does not grow older.
  const heard = state.kind === "ready" && state.problem !== undefined ? state.at : now;
  if (dyno === undefined) return row({ label: node.dyno, facts: ["gone"], icon: { id: "circle-slash" } });
  return row({
    label: node.dyno,
    facts: [dyno.state, since(dyno.updated_at, heard)],
    icon: dynoIcon(dyno.state),
    context: isOneOff(dyno, details) ? rowContexts.oneOffDyno : rowContexts.dyno,
  });
}

function isOneOff({ type }: Dyno, { formation: { state } }: AppDetails): boolean {
  return state.kind === "ready" && !state.value.some((entry) => entry.type === type);
}

export function findDyno(node: DynoNode, details: AppDetails): Dyno | undefined {
  return valueIn(details.dynos.state, []).find(({ name }) => name === node.dyno);
}

function configVarLook(node: ConfigVarNode, details: AppDetails): RowLook {
  const isRevealed = details.revealed.has(node.key);
  const value = valueIn(details.configVars.state, {})[node.key] ?? "";
  return row({
    label: node.key,
    facts: [isRevealed ? inOneLine(value) : "••••••••"],
    spoken: `${node.key}, ${isRevealed ? inOneLine(value) : "value hidden"}`,
    icon: isRevealed ? { id: "unlock" } : { id: "lock" },
    context: isRevealed ? rowContexts.revealedConfigVar : rowContexts.maskedConfigVar,
  });
}

function inOneLine(value: string): string {
  const line = value.replace(/\s+/g, " ");
  if (line === "") return "(empty)";
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

function collaboratorLook(node: CollaboratorNode, details: AppDetails, { ownEmail }: Surroundings): RowLook {
  const found = valueIn<readonly Collaborator[]>(details.collaborators.state, []).find(
    ({ user }) => user.email === node.email,
  );
  const isOwner = details.app.owner.email === node.email;
  return row({
    label: node.email,
    facts: [found?.role ?? (isOwner ? "owner" : "collaborator"), node.email === ownEmail ? "you" : ""],
    icon: isOwner ? { id: "account" } : { id: "person" },
    context: rowContexts.collaborator,
  });
}

function noteLook(node: NoteNode, details: AppDetails, { explain }: Surroundings): RowLook {
  const problem = problemUnder(node, details);
  if (problem !== undefined) {
    return row({ label: "Could not be loaded", facts: [explain(problem)], icon: { id: "warning" } });
  }
  return row({ label: emptyWords(node.parent?.kind), facts: [], icon: { id: "info" } });
}

function problemUnder(node: NoteNode, details: AppDetails): unknown {
  const states = {
    config: [details.configVars.state],
    collaborators: [details.collaborators.state],
    processes: [details.formation.state, details.dynos.state],
    process: [details.dynos.state],
  }[node.parent?.kind as "config" | "collaborators" | "processes" | "process"];
  return states.flatMap((state) => (state.kind === "failed" ? [state.problem] : []))[0];
}

function emptyWords(parent: TreeNode["kind"] | undefined): string {
  if (parent === "config") return "No config vars";
  if (parent === "collaborators") return "No collaborators";
  return "Nothing deployed yet";
}

/** `as of 14:02` when the last refresh failed. */
export function staleness(state: Loaded<unknown>): string {
  return state.kind === "ready" && state.problem !== undefined ? `as of ${clockTime(state.at)}` : "";
}

function countOf<T>(state: Loaded<T>, items: (value: T) => { readonly length: number }): string {
  return state.kind === "ready" ? String(items(state.value).length) : "";
}

export function valueIn<T>(state: Loaded<T>, otherwise: T): T {
  return state.kind === "ready" ? state.value : otherwise;
}

interface RowFacts {
  label: string;
  facts: readonly string[];
  icon: RowIcon;
  spoken?: string;
  context?: string;
  children?: RowLook["children"];
}

function row({ label, facts, icon, spoken = label, context = rowContexts.note, children = "none" }: RowFacts): RowLook {
  const said = facts.filter((fact) => fact !== "" && !fact.startsWith("•"));
  return {
    label,
    description: facts.filter((fact) => fact !== "").join(" · "),
    icon,
    spoken: [spoken, ...said.filter((fact) => !`, ${spoken},`.includes(`, ${fact},`))].join(", "),
    context,
    children,
  };
}
