import { type Edit, type Position, splitLines } from "../language/text.ts";

/** The text after the edits, whose ranges must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const starts = [0];
  for (const { text: line, end } of splitLines(text)) starts.push((starts.at(-1) ?? 0) + line.length + end.length);
  const offset = ({ line, character }: Position) => (starts[line] ?? text.length) + character;
  const pieces: string[] = [];
  let done = 0;
  for (const { range, text: replacement } of edits.toSorted((a, b) => offset(a.range.start) - offset(b.range.start))) {
    pieces.push(text.slice(done, offset(range.start)), replacement);
    done = offset(range.end);
  }
  return pieces.join("") + text.slice(done);
}
