import type { LogFilter } from "../../heroku/resources/log-sessions.ts";
import type { TreeNode } from "../tree/nodes.ts";

/** What of an app's log is shown: everything, one process type, or one dyno. */
export type { LogFilter };

export function filterOfRow(node: TreeNode): LogFilter {
  if (node.kind === "dyno") return { dyno: node.dyno };
  return node.kind === "process" ? { type: node.type } : {};
}

export function isSameFilter(a: LogFilter, b: LogFilter): boolean {
  return a.dyno === b.dyno && a.type === b.type && a.source === b.source;
}

/** `demo`, `web of demo`, `web.1 of demo` */
export function nameOfFiltered(app: string, { dyno, type }: LogFilter): string {
  const part = dyno ?? type;
  return part === undefined ? app : `${part} of ${app}`;
}
