/** The rows of *My Heroku Applications*. A row is its identity only; what it shows is in the model. */
interface Row {
  /** Stable across refreshes, restarts, renames and other groups; no two accounts share one. */
  readonly id: string;
  readonly parent: TreeNode | undefined;
  readonly appId: string;
  /** `Session.key` of the account that the app is seen through; missing in a row made for a command. */
  readonly sessionKey?: string | undefined;
}

export interface AppNode extends Row {
  readonly kind: "app";
}
/** What an app is made of, in the order of the rows. */
export const groupKinds = [
  "processes",
  "config",
  "collaborators",
  "releases",
  "addons",
  "domains",
  "buildpacks",
  "features",
] as const;
export type GroupKind = (typeof groupKinds)[number];
export interface GroupNode extends Row {
  readonly kind: GroupKind;
}
/** A process type: one of the formation, or one that only one-off dynos have (`run`). */
export interface ProcessNode extends Row {
  readonly kind: "process";
  readonly type: string;
}
export interface DynoNode extends Row {
  readonly kind: "dyno";
  readonly type: string;
  /** `web.1` */
  readonly dyno: string;
}
export interface ConfigVarNode extends Row {
  readonly kind: "configVar";
  readonly key: string;
}
export interface CollaboratorNode extends Row {
  readonly kind: "collaborator";
  readonly email: string;
}
export interface ReleaseNode extends Row {
  readonly kind: "release";
  readonly version: number;
}
/** Asks for more rows of its group. */
export interface MoreNode extends Row {
  readonly kind: "more";
}
export interface AddonNode extends Row {
  readonly kind: "addon";
  readonly addon: string;
}
export interface DomainNode extends Row {
  readonly kind: "domain";
  readonly hostname: string;
}
export interface BuildpackNode extends Row {
  readonly kind: "buildpack";
  /** 0 runs first. */
  readonly at: number;
}
export interface FeatureNode extends Row {
  readonly kind: "feature";
  readonly feature: string;
}
/** Words in place of rows: nothing there, or not to be had. */
export interface NoteNode extends Row {
  readonly kind: "note";
}

/** A row of an app. */
export type TreeNode =
  | AddonNode
  | AppNode
  | BuildpackNode
  | CollaboratorNode
  | ConfigVarNode
  | DomainNode
  | DynoNode
  | FeatureNode
  | GroupNode
  | MoreNode
  | NoteNode
  | ProcessNode
  | ReleaseNode;

/** Apps that belong together, or all of an account. */
export interface AppGroupNode {
  readonly kind: "group";
  readonly id: string;
  readonly parent: AppGroupNode | undefined;
  readonly sessionKey: string;
}
/** Says in place of apps why there are none. */
export interface AppGroupNoteNode {
  readonly kind: "groupNote";
  readonly id: string;
  readonly parent: AppGroupNode;
  readonly sessionKey: string;
}

export type AnyNode = AppGroupNode | AppGroupNoteNode | TreeNode;

/** The row of an app, for a command that is called without the tree: no other account's app of that name is meant. */
export function rowOfApp({
  app,
  session,
}: {
  app: { readonly id: string };
  session: { readonly key: string };
}): AppNode {
  const id = `${session.key}/app/${app.id}`;
  return { kind: "app", id, parent: undefined, appId: app.id, sessionKey: session.key };
}

/** What a command was called on, when that was a row of an app. */
export function asTreeNode(target: unknown): TreeNode | undefined {
  if (typeof target !== "object" || target === null) return undefined;
  return "kind" in target && "appId" in target && "id" in target ? (target as TreeNode) : undefined;
}

export function isOfApp(node: AnyNode): node is TreeNode {
  return "appId" in node;
}

/** The rows that a command was called on: all that are selected, where the row is one of them. */
export function selectedNodes(target: unknown, selection: unknown): readonly TreeNode[] {
  const node = asTreeNode(target);
  if (node === undefined) return [];
  const several = Array.isArray(selection) ? selection.flatMap((it) => asTreeNode(it) ?? []) : [];
  return several.some(({ id }) => id === node.id) ? several : [node];
}
