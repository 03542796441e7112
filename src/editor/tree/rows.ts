import type { Dyno } from "../../heroku/resources/types.ts";
import type { AppDetails } from "./app-details.ts";
import { groupParts, problemOfGroup } from "./group-parts.ts";
import { compareNames } from "./known-apps.ts";
import type { Loaded } from "./loadable.ts";
import { featureName } from "./look-rest.ts";
import { type GroupKind, type GroupNode, groupKinds, type ProcessNode, type TreeNode } from "./nodes.ts";
import { webFirst } from "./web-first.ts";

/** Asks for what the rows under a row are made of, where that has not been loaded yet. */
export async function loadRows(node: TreeNode, details: AppDetails): Promise<void> {
  if (isGroup(node)) {
    const { rows, more } = groupParts[node.kind];
    await Promise.all([...rows, ...more].map((part) => details[part].ready()));
  }
  if (node.kind === "process") await details.dynos.ready();
  // Whether it is locked shows beside its name as soon as it is known; its rows do not wait for that.
  if (node.kind === "app" && details.app.team) void details.teamApp.ready();
}

/** The rows under a row, of what is loaded. Row ids are the same for the same thing, so VS Code keeps what is expanded. */
export function rowsNow(node: TreeNode, details: AppDetails): readonly TreeNode[] {
  if (node.kind === "app") return details.groups;
  if (node.kind === "process") {
    return details.dynos.state.kind === "ready" ? dynoRows(node, details.dynos.state.value) : [noteUnder(node)];
  }
  if (!isGroup(node)) return [];
  const rows = problemOfGroup(node.kind, details) === undefined ? groupRows[node.kind](node, details) : [];
  return rows.length > 0 ? rows : [noteUnder(node)];
}

export function isGroup(node: TreeNode): node is GroupNode {
  return groupKinds.includes(node.kind as GroupKind);
}

type Rows = (parent: GroupNode, details: AppDetails) => readonly TreeNode[];

const groupRows: Readonly<Record<GroupKind, Rows>> = {
  processes: processRows,
  config: (parent, { configVars: { state } }) =>
    Object.keys(state.kind === "ready" ? state.value : {})
      .sort()
      .map((key) => ({ kind: "configVar", ...under(parent, key), key })),
  collaborators: (parent, { collaborators }) =>
    listOf(collaborators.state)
      .map(({ user }) => user.email)
      .sort()
      .map((email) => ({ kind: "collaborator", ...under(parent, email), email })),
  releases: releaseRows,
  addons: (parent, { addons }) =>
    listOf(addons.state)
      .map(({ name }) => name)
      .sort()
      .map((addon) => ({ kind: "addon", ...under(parent, addon), addon })),
  domains: (parent, { domains }) =>
    listOf(domains.state).map(({ hostname }) => ({ kind: "domain", ...under(parent, hostname), hostname })),
  buildpacks: (parent, { buildpacks }) =>
    listOf(buildpacks.state).map((_, at) => ({ kind: "buildpack", ...under(parent, String(at)), at })),
  features: (parent, { features }) =>
    listOf(features.state)
      .toSorted((a, b) => compareNames(featureName(a), featureName(b)))
      .map(({ name: feature }) => ({ kind: "feature", ...under(parent, feature), feature })),
};

/** `web` first, then by name, then the types that only one-off dynos have. */
function processRows(parent: GroupNode, { formation, dynos }: AppDetails): readonly TreeNode[] {
  if (formation.state.kind !== "ready") return [];
  const declared = formation.state.value.map(({ type }) => type).sort(webFirst);
  const running = listOf(dynos.state).map(({ type }) => type);
  const others = new Set(running.filter((type) => !declared.includes(type)));
  return [...declared, ...[...others].sort()].map((type) => ({ kind: "process", ...under(parent, type), type }));
}

function dynoRows(parent: ProcessNode, dynos: readonly Dyno[]): readonly TreeNode[] {
  const { type } = parent;
  return dynos
    .filter((dyno) => dyno.type === type)
    .map(({ name }) => name)
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map((dyno) => ({ kind: "dyno", ...under(parent, dyno), type, dyno }));
}

function numberOf(dynoName: string): number {
  return Number(dynoName.split(".").at(-1)) || 0;
}

/** The newest first; the first release of an app is v1, so whether there are more needs no question. */
function releaseRows(parent: GroupNode, { releases }: AppDetails): readonly TreeNode[] {
  const versions = listOf(releases.state).map(({ version }) => version);
  const rows = versions.map((version): TreeNode => ({ kind: "release", ...under(parent, `v${version}`), version }));
  const oldest = versions.at(-1) ?? 1;
  return oldest > 1 ? [...rows, { kind: "more", ...under(parent, "more") }] : rows;
}

function noteUnder(parent: GroupNode | ProcessNode): TreeNode {
  return { kind: "note", ...under(parent, "note") };
}

function under(parent: GroupNode | ProcessNode, name: string) {
  return { id: `${parent.id}/${name}`, parent, appId: parent.appId, sessionKey: parent.sessionKey };
}

function listOf<T>(state: Loaded<readonly T[]>): readonly T[] {
  return state.kind === "ready" ? state.value : [];
}
