import { type Edit, inLine } from "../language/text.ts";
import type { CommentLine, OtherLine, ProcessLine, ProcfileDocument, ProcfileLine } from "./syntax.ts";
import { byteOrderMark, isWhiteSpace } from "./syntax.ts";

export interface FormatOptions {
  /** All commands start in one column. */
  readonly alignCommands: boolean;
}

/** 0-based, both inclusive. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * The edits that tidy a Procfile, or some of its lines: one space after the colon, no white space at ends, no
 * indentation before a comment, one line end at the end. What foreman reads stays the same apart from white space at
 * the end of commands; so a file with lone carriage returns, which are characters to foreman, is left as it is.
 */
export function formatProcfile(document: ProcfileDocument, options: FormatOptions, lines?: LineSpan): Edit[] {
  if (document.lines.some(({ end }) => end === "\r")) return [];
  const { first, last } = lines ?? { first: 0, last: document.lines.length - 1 };
  const commandColumn = options.alignCommands ? longestName(document) + 2 : 0;
  const edits = document.lines
    .slice(first, last + 1)
    .flatMap((line, index) => formatLine(line, first + index, commandColumn));
  return last >= document.lines.length - 1 ? withFinalEnd(document, edits, first) : edits;
}

function longestName({ lines }: ProcfileDocument): number {
  return lines.reduce((longest, line) => (line.kind === "process" ? Math.max(longest, line.colon) : longest), 0);
}

function formatLine(line: ProcfileLine, index: number, commandColumn: number): Edit[] {
  if (line.kind === "blank") return replacement(line, index, line.text.startsWith(byteOrderMark) ? 1 : 0, "");
  const trailing = replacement(line, index, endOf(line), "");
  if (line.kind === "process") return [...formatGap(line, index, commandColumn), ...trailing];
  return line.kind === "comment" ? [...outdent(line, index), ...trailing] : trailing;
}

function formatGap({ text, colon, command }: ProcessLine, line: number, commandColumn: number): Edit[] {
  const gap = " ".repeat(Math.max(1, commandColumn - colon - 1));
  if (text.slice(colon + 1, command.start) === gap) return [];
  return [{ range: inLine(line, colon + 1, command.start), text: gap }];
}

function outdent({ text }: CommentLine, line: number): Edit[] {
  const from = text.startsWith(byteOrderMark) ? 1 : 0;
  const to = text.indexOf("#");
  return to > from ? [{ range: inLine(line, from, to), text: "" }] : [];
}

function replacement({ text }: ProcfileLine, line: number, from: number, by: string): Edit[] {
  return from < text.length ? [{ range: inLine(line, from, text.length), text: by }] : [];
}

function endOf({ text }: ProcessLine | CommentLine | OtherLine): number {
  let end = text.length;
  while (end > 0 && isWhiteSpace(text[end - 1])) end -= 1;
  return end;
}

/** Blank lines at the end go, and the last line that is not blank gets a line end. */
function withFinalEnd({ lines }: ProcfileDocument, edits: readonly Edit[], first: number): Edit[] {
  const lastFull = Math.max(
    lines.findLastIndex(({ kind }) => kind !== "blank"),
    first - 1,
  );
  const full = lines[lastFull];
  const last = lines.length - 1;
  const end = { line: last, character: lines[last]?.text.length ?? 0 };
  if (full && full.end === "") return [...edits, { range: { start: end, end }, text: lineEnd(lines) }];
  const from = lastFull + 1;
  const kept = edits.filter(({ range }) => range.start.line < from);
  const isBlankEnd = from < last || end.character > 0;
  return isBlankEnd ? [...kept, { range: { start: { line: from, character: 0 }, end }, text: "" }] : kept;
}

function lineEnd(lines: readonly ProcfileLine[]): string {
  return lines[0]?.end === "\r\n" ? "\r\n" : "\n";
}
