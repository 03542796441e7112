import { splitLines, type TextLine } from "../language/text.ts";

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

export const byteOrderMark = "\uFEFF";

export function isWhiteSpace(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "\v" || character === "\f";
}

function trimmedPart(line: string, from: number, to: number): Part | undefined {
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
