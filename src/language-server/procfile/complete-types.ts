import type { CompletionItem, CompletionItemKind } from "vscode-languageserver";
import { describeProcessType, processTypes } from "../../procfile/process-types.ts";
import type { ProcfileContext } from "../contexts.ts";
import { type Cursor, plainText, replaced, snippet } from "./cursor.ts";

/** LSP's `Class` and `Snippet`. */
const typeKind: CompletionItemKind = 7;
const snippetKind: CompletionItemKind = 15;

/** Names that only collide with Heroku's own are known, but nobody should be led to them. */
const unwise = new Set(["run", "scheduler", "cron"]);

/** The process types that the file lacks: first with a command for this project, then by name alone. */
export function completeTypes(context: ProcfileContext, cursor: Cursor): CompletionItem[] {
  if (!/^\s*[A-Za-z0-9_-]*$/.test(cursor.before)) return [];
  const start = cursor.before.length - cursor.before.trimStart().length;
  const hasColon = /^[A-Za-z0-9_-]*\s*:/.test(cursor.after);
  const range = replaced(cursor, start, hasColon ? /^[A-Za-z0-9_-]*/ : /^[A-Za-z0-9_-]*\s*$/);
  const used = usedTypes(context, cursor.line);
  const whole = hasColon ? [] : wholeLines(context, used, range);
  return [...whole, ...names(context, used).map((name, index) => typeItem({ context, name, index, range, hasColon }))];
}

function usedTypes({ document }: ProcfileContext, except: number): ReadonlySet<string> {
  const others = document.lines.filter((line, index) => line.kind === "process" && index !== except);
  return new Set(others.flatMap((line) => (line.kind === "process" ? line.name.text : [])));
}

function names({ surroundings, app }: ProcfileContext, used: ReadonlySet<string>): string[] {
  const known = [
    ...processTypes.map(({ name }) => name).filter((name) => !unwise.has(name)),
    ...(surroundings.facts.manifest?.formation.keys() ?? []),
    ...(app?.processes.map(({ type }) => type) ?? []),
  ];
  return [...new Set(known)].filter((name) => !used.has(name));
}

interface TypeChoice {
  readonly context: ProcfileContext;
  readonly name: string;
  readonly index: number;
  readonly range: ReturnType<typeof replaced>;
  readonly hasColon: boolean;
}

function typeItem({ context, name, index, range, hasColon }: TypeChoice): CompletionItem {
  const { title, text } = describeProcessType(name);
  const takesSnippets = context.client?.snippets === true && !hasColon;
  const ending = hasColon ? "" : takesSnippets ? ": $0" : ": ";
  return {
    label: name,
    kind: typeKind,
    detail: title,
    documentation: { kind: "markdown", value: text },
    sortText: `1${String(index).padStart(3, "0")}`,
    insertTextFormat: takesSnippets ? snippet : plainText,
    textEdit: { range, newText: `${name}${ending}` },
  };
}

function wholeLines(
  { surroundings }: ProcfileContext,
  used: ReadonlySet<string>,
  range: ReturnType<typeof replaced>,
): CompletionItem[] {
  const first = new Map<string, CompletionItem>();
  for (const { type, command, why } of surroundings.facts.suggestions) {
    if (used.has(type) || first.has(type)) continue;
    const line = `${type}: ${command}`;
    first.set(type, {
      label: line,
      kind: snippetKind,
      detail: why,
      filterText: type,
      sortText: `0${String(first.size).padStart(3, "0")}`,
      insertTextFormat: plainText,
      textEdit: { range, newText: line },
    });
  }
  return [...first.values()];
}
