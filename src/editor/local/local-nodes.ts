/** A row of *Local Processes*: a Procfile where there are several, a process type of one, or one of its copies. */
export type LocalNode = ProcfileNode | ProcessNode | CopyNode;

interface Base {
  readonly id: string;
  /** Absolute path of the Procfile. */
  readonly file: string;
}

export interface ProcfileNode extends Base {
  readonly kind: "localProcfile";
}

export interface ProcessNode extends Base {
  readonly kind: "localProcess";
  readonly type: string;
  readonly parent: ProcfileNode | undefined;
}

export interface CopyNode extends Base {
  readonly kind: "localCopy";
  readonly type: string;
  /** `web.2` */
  readonly name: string;
  readonly parent: ProcessNode;
}

export function procfileNode(file: string): ProcfileNode {
  return { kind: "localProcfile", id: file, file };
}

export function processNode(file: string, type: string, parent?: ProcfileNode): ProcessNode {
  return { kind: "localProcess", id: `${file}#${type}`, file, type, parent };
}

export function copyNode(parent: ProcessNode, name: string): CopyNode {
  return { kind: "localCopy", id: `${parent.file}#${name}`, file: parent.file, type: parent.type, name, parent };
}

const kinds: readonly unknown[] = ["localProcfile", "localProcess", "localCopy"] satisfies LocalNode["kind"][];

/** What a command was called on, when it was a row of this view. */
export function asLocalNode(target: unknown): LocalNode | undefined {
  const isNode = typeof target === "object" && target !== null && "kind" in target && kinds.includes(target.kind);
  return isNode ? (target as LocalNode) : undefined;
}

/** What a command was called on: the rows that are selected with the clicked one, or whatever it was given. */
export function targetsOf([target, selection]: readonly unknown[]): readonly unknown[] {
  const isOfSeveral = Array.isArray(selection) && selection.length > 1 && selection.includes(target);
  return isOfSeveral ? selection : [target];
}
