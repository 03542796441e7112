import type { SelectionRange } from "vscode-languageserver";
import { inLine, type Position, type Range } from "../../language/text.ts";
import type { ProcessLine } from "../../procfile/syntax.ts";
import type { ProcfileContext } from "../contexts.ts";
import { comparePositions } from "../edits.ts";
import { shellOf } from "./shell-of.ts";

/** From the word outwards: word, simple command, command or name, line, file. */
export function procfileSelectionRanges(context: ProcfileContext, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => nest(rangesAt(context, position), position));
}

/** Outermost first. */
function rangesAt({ document, text }: ProcfileContext, { line, character }: Position): Range[] {
  const file = { start: { line: 0, character: 0 }, end: text.positionAt(text.getText().length) };
  const row = document.lines[line];
  if (!row) return [file];
  const inner = row.kind === "process" ? processRanges(row, line, character) : [];
  return [file, inLine(line, 0, row.text.length), ...inner];
}

function processRanges(row: ProcessLine, line: number, character: number): Range[] {
  const { name, command } = row;
  if (character <= name.end) return [inLine(line, name.start, name.end)];
  const at = character - command.start;
  const { commands, variables } = shellOf(row);
  const spans = commands.flatMap((each) => {
    return [each, ...each.assignments, ...each.assignments.map(({ value }) => value), ...each.words];
  });
  return [{ start: 0, end: command.text.length }, ...spans, ...variables]
    .filter(({ start, end }) => start <= at && at <= end)
    .map(({ start, end }) => inLine(line, command.start + start, command.start + end));
}

/** Each range must hold the one inside it and the position; what does not is left out. */
function nest(ranges: readonly Range[], position: Position): SelectionRange {
  let selection: SelectionRange | undefined;
  for (const range of ranges) {
    const fits = holds(range, { start: position, end: position }) && (!selection || holds(selection.range, range));
    const isSame = selection && holds(range, selection.range);
    if (fits && !isSame) selection = selection ? { range, parent: selection } : { range };
  }
  return selection ?? { range: { start: position, end: position } };
}

function holds(outer: Range, inner: Range): boolean {
  return comparePositions(outer.start, inner.start) <= 0 && comparePositions(inner.end, outer.end) <= 0;
}
