import path from "node:path";
import { parse } from "../../procfile/syntax.ts";
import type { LocalProcess } from "./local-runs.ts";

/** The processes of a Procfile; of a type that comes twice, its last line. */
export function readProcesses(text: string): readonly LocalProcess[] {
  const found = new Map<string, LocalProcess>();
  for (const [line, it] of parse(text).lines.entries()) {
    if (it.kind === "process") found.set(it.name.text, { type: it.name.text, command: it.command.text, line });
  }
  return [...found.values()];
}

/** `Procfile`, `Procfile.dev`, `dev.procfile`: no copy of an editor, no document or program that is only called so. */
export function isProcfileName(name: string): boolean {
  const [, ending] = /^Procfile(?:\.([\w-]+))?$/.exec(name) ?? /^[\w.-]+\.(procfile)$/.exec(name) ?? ["", "md"];
  return ending === undefined || !notRun.test(ending);
}

const notRun = /^(md|[mc]?[tj]sx?|json|ya?ml|lock|bak|old|orig|rej|sw[op]|tmp|example|sample|template|erb|j2)$/i;

export interface Place {
  /** Absolute path. */
  readonly file: string;
  /** The workspace folder: its name, its path, its place among the folders. */
  readonly folder: { readonly name: string; readonly path: string; readonly index: number };
}

/** How people tell it from others: `Procfile`, `api/Procfile`; with several folders open `shop · Procfile.dev`. */
export function labelOf({ file, folder }: Place, isOfSeveral: boolean): string {
  const relative = path.relative(folder.path, file).split(path.sep).join("/");
  return isOfSeveral ? `${folder.name} · ${relative}` : relative;
}

/** By folder of the workspace, then from the outside in, then `Procfile` before `Procfile.dev`. */
export function byPlace(one: Place, other: Place): number {
  const depth = ({ file }: Place): number => file.split(path.sep).length;
  return one.folder.index - other.folder.index || depth(one) - depth(other) || (one.file < other.file ? -1 : 1);
}
