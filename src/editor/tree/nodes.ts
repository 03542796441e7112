/** The rows of *My Heroku Applications*. A row is its identity only; what it shows is in the model. */
interface Row {
  /** Stable across refreshes, restarts and renames. */
  readonly id: string;
  readonly parent: TreeNode | undefined;
  readonly appId: string;
  /** `Session.key` of the account that the app is seen through; missing in a row made for a command. */
  readonly sessionKey?: string | undefined;
}

export interface AppNode extends Row {
  readonly kind: "app";
}
export interface GroupNode extends Row {
  readonly kind: "collaborators" | "config" | "processes";
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
/** Words in place of rows: nothing there, or not to be had. */
export interface NoteNode extends Row {
  readonly kind: "note";
}

export type TreeNode = AppNode | CollaboratorNode | ConfigVarNode | DynoNode | GroupNode | NoteNode | ProcessNode;

/** What a command was called on, when that was a row of the tree. */
export function asTreeNode(target: unknown): TreeNode | undefined {
  if (typeof target !== "object" || target === null) return undefined;
  return "kind" in target && "appId" in target && "id" in target ? (target as TreeNode) : undefined;
}
