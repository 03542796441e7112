import type { Dyno, Formation } from "../../heroku/resources/types.ts";
import type { AppDetails } from "./app-details.ts";
import type { Loaded } from "./loadable.ts";
import type { GroupNode, NoteNode, ProcessNode, TreeNode } from "./nodes.ts";

/** The rows under a row, loading what they need. Row ids are the same for the same thing, so VS Code keeps what is expanded. */
export async function rowsOf(node: TreeNode, details: AppDetails | undefined): Promise<readonly TreeNode[]> {
  if (details === undefined) return [];
  switch (node.kind) {
    case "app":
      return details.groups;
    case "processes":
      return processRows(node, details);
    case "process":
      return dynoRows(node, await details.dynos.ready());
    case "config":
      return configVarRows(node, details);
    case "collaborators":
      return collaboratorRows(node, details);
    default:
      return [];
  }
}

async function processRows(parent: GroupNode, details: AppDetails): Promise<readonly TreeNode[]> {
  const [formation, dynos] = await Promise.all([details.formation.ready(), details.dynos.ready()]);
  if (formation.kind !== "ready") return [noteUnder(parent)];
  const types = processTypes(formation.value, dynos.kind === "ready" ? dynos.value : []);
  if (types.length === 0) return [noteUnder(parent)];
  return types.map((type) => ({ kind: "process", id: `${parent.id}/${type}`, parent, appId: parent.appId, type }));
}

/** `web` first, then by name, then the types that only one-off dynos have. */
function processTypes(formation: readonly Formation[], dynos: readonly Dyno[]): readonly string[] {
  const declared = formation.map(({ type }) => type).sort(webFirst);
  const others = new Set(dynos.map(({ type }) => type).filter((type) => !declared.includes(type)));
  return [...declared, ...[...others].sort()];
}

function webFirst(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "web") return -1;
  return b === "web" || a > b ? 1 : -1;
}

function dynoRows(parent: ProcessNode, dynos: Loaded<readonly Dyno[]>): readonly TreeNode[] {
  if (dynos.kind !== "ready") return [noteUnder(parent)];
  return dynos.value
    .filter(({ type }) => type === parent.type)
    .sort((a, b) => numberOf(a.name) - numberOf(b.name))
    .map(({ name }) => ({
      kind: "dyno",
      id: `${parent.id}/${name}`,
      parent,
      appId: parent.appId,
      type: parent.type,
      dyno: name,
    }));
}

function numberOf(dynoName: string): number {
  return Number(dynoName.split(".").at(-1)) || 0;
}

async function configVarRows(parent: GroupNode, details: AppDetails): Promise<readonly TreeNode[]> {
  const loaded = await details.configVars.ready();
  const keys = loaded.kind === "ready" ? Object.keys(loaded.value).sort() : [];
  if (keys.length === 0) return [noteUnder(parent)];
  return keys.map((key) => ({ kind: "configVar", id: `${parent.id}/${key}`, parent, appId: parent.appId, key }));
}

async function collaboratorRows(parent: GroupNode, details: AppDetails): Promise<readonly TreeNode[]> {
  const loaded = await details.collaborators.ready();
  const emails = loaded.kind === "ready" ? loaded.value.map(({ user }) => user.email).sort() : [];
  if (emails.length === 0) return [noteUnder(parent)];
  return emails.map((email) => ({
    kind: "collaborator",
    id: `${parent.id}/${email}`,
    parent,
    appId: parent.appId,
    email,
  }));
}

function noteUnder(parent: GroupNode | ProcessNode): NoteNode {
  return { kind: "note", id: `${parent.id}/note`, parent, appId: parent.appId };
}
