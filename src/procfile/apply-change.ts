import { type Position, type Range, splitLines } from "../language/text.ts";
import { type ProcfileDocument, type ProcfileLine, parseLine } from "./syntax.ts";

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
