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

/** White space and `#` first. */
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

/** Reads one line. */
export function parseLine(line: TextLine): ProcfileLine {
  const { text, end } = line;
  if (/^\s*$/.test(text)) return { kind: "blank", text, end };
  if (/^\s*#/.test(text)) return { kind: "comment", text, end };
  const colon = text.indexOf(":");
  if (colon === -1) return { kind: "other", text, end, name: undefined, colon: undefined, command: undefined };
  const name = trimmedPart(text, 0, colon);
  const command = trimmedPart(text, colon + 1, text.length);
  if (name && command && name.start === 0 && name.end === colon && /^[A-Za-z0-9_-]+$/.test(name.text)) {
    return { kind: "process", text, end, name, colon, command };
  }
  return { kind: "other", text, end, name, colon, command };
}

function trimmedPart(line: string, from: number, to: number): Part | undefined {
  const piece = line.slice(from, to);
  const text = piece.trim();
  if (text === "") return undefined;
  const start = from + piece.length - piece.trimStart().length;
  return { text, start, end: start + text.length };
}
