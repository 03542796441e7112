import type { TextEdit } from "vscode-languageserver";
import type { Edit, Position, Range } from "../../language/text.ts";
import { formatProcfile, type LineSpan } from "../../procfile/format.ts";
import { trimmedPart } from "../../procfile/syntax.ts";
import type { ProcfileContext } from "../contexts.ts";
import { textEdit } from "../edits.ts";
import { linesOf } from "../token-legend.ts";

/** Characters after which `formatProcfileOnType` is asked; the first one, then the others. */
export const procfileTypingTriggers = ["\n", ":"] as const;

export function formatProcfileDocument(context: ProcfileContext): TextEdit[] {
  return format(context);
}

export function formatProcfileRange(context: ProcfileContext, range: Range): TextEdit[] {
  return format(context, linesOf(range));
}

/** After a new line, the line that was left; after the first colon of a line, what stands round it. */
export function formatProcfileOnType(context: ProcfileContext, position: Position, typed: string): TextEdit[] {
  if (typed === ":") return aroundColon(context, position).map(textEdit);
  const left = position.line - 1;
  return left < 0 ? [] : format(context, { first: left, last: left });
}

function format({ document, settings }: ProcfileContext, lines?: LineSpan): TextEdit[] {
  if (lines && lines.first >= document.lines.length) return [];
  return formatProcfile(document, { alignCommands: settings.procfile.alignCommands }, lines).map(textEdit);
}

/** A blank after the colon is left to the typist unless a command stands there already. */
function aroundColon({ document }: ProcfileContext, { line, character }: Position): Edit[] {
  const row = document.lines[line];
  if (row === undefined || row.kind === "comment" || row.kind === "blank") return [];
  const colon = row.colon;
  if (colon === undefined || colon !== character - 1) return [];
  const name = trimmedPart(row.text, 0, colon);
  if (!name || !/^[A-Za-z0-9_-]+$/.test(name.text)) return [];
  const edits: Edit[] = [];
  if (name.end < colon) edits.push(inPlace(line, name.end, colon, ""));
  if (row.command && row.command.start === colon + 1) edits.push(inPlace(line, colon + 1, colon + 1, " "));
  return edits;
}

function inPlace(line: number, start: number, end: number, text: string): Edit {
  return { range: { start: { line, character: start }, end: { line, character: end } }, text };
}
