import type { CompletionItem, CompletionItemKind } from "vscode-languageserver";
import { inLine } from "../../language/text.ts";
import type { ProcfileContext } from "../contexts.ts";
import { type Cursor, plainText, replaced } from "./cursor.ts";

/** LSP's `Event`: something that can be started. */
const kind: CompletionItemKind = 23;

/** Whole commands for this project, those for the line's process type first; and scripts after `npm run`. */
export function completeCommands(context: ProcfileContext, cursor: Cursor): CompletionItem[] {
  const written = cursor.before.slice(cursor.commandStart);
  const scripts = completeScripts(context, cursor);
  if (scripts.length > 0) return scripts;
  const suggestions = suggestionsFor(context, cursor.type ?? "").filter(({ command }) => command.startsWith(written));
  // A command that stands there already is replaced only when it is being written.
  if (cursor.after.trim() !== "" && written !== "") return [];
  const gap = /:$/.test(cursor.before) ? " " : "";
  const range = inLine(cursor.line, cursor.commandStart, cursor.before.length + cursor.after.length);
  return suggestions.map(({ command, why }, index) => ({
    label: command,
    kind,
    detail: why,
    filterText: `${gap}${command}`,
    sortText: `0${String(index).padStart(4, "0")}`,
    insertTextFormat: plainText,
    textEdit: { range, newText: `${gap}${command}` },
  }));
}

interface Choice {
  readonly command: string;
  readonly why: string;
}

function suggestionsFor({ surroundings }: ProcfileContext, type: string): Choice[] {
  const { suggestions, npmScripts } = surroundings.facts;
  const own = suggestions.filter((each) => each.type === type);
  const others = suggestions.filter((each) => each.type !== type);
  const scripts = [...(npmScripts?.keys() ?? [])].filter(isStartable).map((name) => ({
    command: name === "start" ? "npm start" : `npm run ${name}`,
    why: `script "${name}" of package.json`,
  }));
  const byCommand = new Map<string, Choice>();
  for (const choice of [...own, ...others, ...scripts]) {
    if (!byCommand.has(choice.command)) byCommand.set(choice.command, choice);
  }
  return [...byCommand.values()];
}

/** npm runs `pre…`, `post…` and its life cycle by itself. */
function isStartable(name: string): boolean {
  return !/^(?:pre|post)|^(?:test|lint|install|publish|prepare|heroku-)/.test(name);
}

function completeScripts({ surroundings }: ProcfileContext, cursor: Cursor): CompletionItem[] {
  const call = /(?:^|[\s;&|])(?:npm|pnpm|yarn|bun) +(?:run(?:-script)?) +([^\s;&|$"']*)$/.exec(cursor.before);
  if (!call || call.index + 1 < cursor.commandStart - 1) return [];
  const from = cursor.before.length - (call[1] ?? "").length;
  const range = replaced(cursor, from, /^[^\s;&|$"']*/);
  return [...(surroundings.facts.npmScripts ?? [])].map(([name, { command }]) => ({
    label: name,
    kind,
    detail: command.slice(0, 200),
    insertTextFormat: plainText,
    textEdit: { range, newText: name },
  }));
}
