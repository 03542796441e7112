import type { Dyno } from "../../heroku/resources/types.ts";
import type { AppDetails } from "./app-details.ts";
import type { Loaded } from "./loadable.ts";
import type { CollaboratorNode, ConfigVarNode, GroupNode, NoteNode, ProcessNode, TreeNode } from "./nodes.ts";
import { webFirst } from "./web-first.ts";

/** Asks for what the rows under a row are made of, where that has not been loaded yet. */
export async function loadRows(node: TreeNode, details: AppDetails): Promise<void> {
  if (node.kind === "processes") await Promise.all([details.formation.ready(), details.dynos.ready()]);
  if (node.kind === "process") await details.dynos.ready();
  if (node.kind === "config") await details.configVars.ready();
  if (node.kind === "collaborators") await details.collaborators.ready();
}

/** The rows under a row, of what is loaded. Row ids are the same for the same thing, so VS Code keeps what is expanded. */
export function rowsNow(node: TreeNode, details: AppDetails): readonly TreeNode[] {
  switch (node.kind) {
    case "app":
      return details.groups;
    case "processes":
      return orNote(node, processRows(node, details));
    case "process":
      return details.dynos.state.kind === "ready" ? dynoRows(node, details.dynos.state.value) : [noteUnder(node)];
    case "config":
      return orNote(node, configVarRows(node, details));
    case "collaborators":
      return orNote(node, collaboratorRows(node, details));
    default:
      return [];
  }
}

function orNote(parent: GroupNode, rows: readonly TreeNode[]): readonly TreeNode[] {
  return rows.length > 0 ? rows : [noteUnder(parent)];
}

/** `web` first, then by name, then the types that only one-off dynos have. */
function processRows(parent: GroupNode, { formation, dynos }: AppDetails): readonly ProcessNode[] {
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

function configVarRows(parent: GroupNode, { configVars: { state } }: AppDetails): readonly ConfigVarNode[] {
  const keys = state.kind === "ready" ? Object.keys(state.value).sort() : [];
  return keys.map((key) => ({ kind: "configVar", ...under(parent, key), key }));
}

function collaboratorRows(parent: GroupNode, { collaborators }: AppDetails): readonly CollaboratorNode[] {
  const emails = listOf(collaborators.state).map(({ user }) => user.email);
  return emails.sort().map((email) => ({ kind: "collaborator", ...under(parent, email), email }));
}

function noteUnder(parent: GroupNode | ProcessNode): NoteNode {
  return { kind: "note", ...under(parent, "note") };
}

function under(parent: GroupNode | ProcessNode, name: string) {
  return { id: `${parent.id}/${name}`, parent, appId: parent.appId };
}

function listOf<T>(state: Loaded<readonly T[]>): readonly T[] {
  return state.kind === "ready" ? state.value : [];
}
