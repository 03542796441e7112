import { type Position, type Range, splitLines, type TextLine } from "../language/text.ts";

/** A Procfile with every byte's place. A line's columns count from its own start, so a line never depends on another. */
export interface ProcfileDocument {
  readonly lines: readonly ProcfileLine[];
}

export type ProcfileLine = ProcessLine | CommentLine | BlankLine | OtherLine;

/** What foreman starts: `/^([A-Za-z0-9_-]+):\s*(.+)$/` with a command that is not all white space. */
export interface ProcessLine extends TextLine {
  readonly kind: "process";
  readonly name: Part;
  /** Column of the colon. */
  readonly colon: number;
  /** Without the white space at its end, which foreman keeps. */
  readonly command: Part;
}

/** White space and `#` first; in the first line a byte order mark may come before. */
export interface CommentLine extends TextLine {
  readonly kind: "comment";
}

export interface BlankLine extends TextLine {
  readonly kind: "blank";
}

/** Foreman passes it over in silence; the parts are what a person probably meant. */
export interface OtherLine extends TextLine {
  readonly kind: "other";
  readonly name: Part | undefined;
  readonly colon: number | undefined;
  readonly command: Part | undefined;
}

/** Columns are UTF-16 units from the start of the line; the end is exclusive. */
export interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Never fails: any text is a Procfile, if perhaps one without a process. */
export function parse(text: string): ProcfileDocument {
  return { lines: splitLines(text).map(parseLine) };
}

/** The text again, every byte of it. */
export function textOf(document: ProcfileDocument): string {
  return document.lines.map(({ text, end }) => text + end).join("");
}

/** Reads one line. White space is what foreman's `\s` takes inside a line: blank, tab, vertical tab, form feed. */
export function parseLine({ text, end }: TextLine): ProcfileLine {
  const first = skipWhiteSpace(text, text.startsWith(byteOrderMark) ? 1 : 0);
  if (first === text.length) return { kind: "blank", text, end };
  if (text[first] === "#") return { kind: "comment", text, end };
  const colon = text.indexOf(":", first);
  if (colon === -1) return { kind: "other", text, end, name: undefined, colon: undefined, command: undefined };
  const name = trimmedPart(text, first, colon);
  const command = trimmedPart(text, colon + 1, text.length);
  if (name && command && name.start === 0 && name.end === colon && /^[A-Za-z0-9_-]+$/.test(name.text)) {
    return { kind: "process", text, end, name, colon, command };
  }
  return { kind: "other", text, end, name, colon, command };
}

export interface Change {
  /** What the text replaces; a place past an end means that end, as in LSP. */
  readonly range: Range;
  readonly text: string;
}

/** Equals a parse from scratch, but reads only the lines that the change touches; the others stay the same objects. */
export function applyChange(document: ProcfileDocument, { range, text }: Change): ProcfileDocument {
  const { lines } = document;
  const [start, end] = inOrder(clamp(lines, range.start), clamp(lines, range.end));
  const before = lineAt(lines, start.line).text.slice(0, start.character);
  const last = lineAt(lines, end.line);
  const touched = before + text + last.text.slice(end.character) + last.end;
  // A line feed that comes to stand behind a carriage return belongs to the line before.
  const joins = touched.startsWith("\n") && start.line > 0 && lineAt(lines, start.line - 1).end === "\r";
  const first = joins ? start.line - 1 : start.line;
  const previous = joins ? lineAt(lines, first) : undefined;
  const read = splitLines(previous ? previous.text + previous.end + touched : touched).map(parseLine);
  // The piece after the touched lines' last end is where the untouched lines go on.
  const replacement = end.line < lines.length - 1 ? read.slice(0, -1) : read;
  return { lines: [...lines.slice(0, first), ...replacement, ...lines.slice(end.line + 1)] };
}

export const byteOrderMark = "\uFEFF";

export function isWhiteSpace(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "\v" || character === "\f";
}

/** What stands between two columns, without white space at its ends. */
export function trimmedPart(line: string, from: number, to: number): Part | undefined {
  const start = skipWhiteSpace(line, from);
  let end = to;
  while (end > start && isWhiteSpace(line[end - 1])) end -= 1;
  return start >= end ? undefined : { text: line.slice(start, end), start, end };
}

function skipWhiteSpace(line: string, from: number): number {
  let column = from;
  while (isWhiteSpace(line[column])) column += 1;
  return column;
}

function clamp(lines: readonly ProcfileLine[], { line, character }: Position): Position {
  if (line < 0) return { line: 0, character: 0 };
  const last = lines.length - 1;
  if (line > last) return { line: last, character: lineAt(lines, last).text.length };
  return { line, character: Math.max(0, Math.min(character, lineAt(lines, line).text.length)) };
}

function inOrder(one: Position, other: Position): [start: Position, end: Position] {
  const backwards = other.line < one.line || (other.line === one.line && other.character < one.character);
  return backwards ? [other, one] : [one, other];
}

const nothing: ProcfileLine = { kind: "blank", text: "", end: "" };

function lineAt(lines: readonly ProcfileLine[], line: number): ProcfileLine {
  return lines[line] ?? nothing;
}
