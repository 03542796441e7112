import type { CompletionItem, CompletionItemKind } from "vscode-languageserver";
import type { ProcfileContext } from "../contexts.ts";
import { type Cursor, plainText, replaced } from "./cursor.ts";

/** LSP's `File` and `Folder`. */
const fileKind: CompletionItemKind = 17;
const folderKind: CompletionItemKind = 19;
/** As many as a list is scrolled for. */
const most = 200;

const runtimes =
  /(?:^|\s)(?:node|tsx|ts-node|bun|deno run|python[\d.]*|ruby|rackup|php|sh|bash|perl|java -jar|exec)\s+$/;

/** The files and folders at the path before the cursor: after a slash or a dot, or where a runtime waits for its script. */
export function completeFiles({ surroundings }: ProcfileContext, cursor: Cursor): CompletionItem[] {
  const written = /[^\s"'=;&|<>()$]*$/.exec(cursor.before.slice(cursor.commandStart))?.[0] ?? "";
  const isPath = /^\.{1,2}\/|\//.test(written) && !/^(?:\/|https?:)/.test(written);
  if (!isPath && !runtimes.test(cursor.before.slice(0, cursor.before.length - written.length))) return [];
  const slash = written.lastIndexOf("/") + 1;
  const folder = written.slice(0, slash).replace(/^(?:\.\/)+/, "");
  if (folder.startsWith("..")) return [];
  const range = replaced(cursor, cursor.before.length - written.length + slash, /^[^\s"'=;&|<>()$/]*/);
  return [...entriesIn(surroundings.facts.files, folder)].slice(0, most).map((name) => ({
    label: name,
    kind: name.endsWith("/") ? folderKind : fileKind,
    sortText: `2${name}`,
    insertTextFormat: plainText,
    textEdit: { range, newText: quoted(name) },
  }));
}

function entriesIn(files: ReadonlySet<string>, folder: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of files) {
    if (!file.startsWith(folder)) continue;
    const rest = file.slice(folder.length);
    const slash = rest.indexOf("/");
    names.add(slash === -1 ? rest : rest.slice(0, slash + 1));
  }
  return names;
}

/** A name that a shell would take apart. */
function quoted(name: string): string {
  return name.replace(/[^\w./@%+,:-]/g, "\\$&");
}
