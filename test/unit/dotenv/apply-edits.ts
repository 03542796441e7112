import { type Edit, type Position, splitLines } from "../../../src/language/text.ts";

/** What an editor makes of the edits, which must not overlap. */
export function apply(text: string, edits: readonly Edit[]): string {
  const lines = splitLines(text);
  const starts: number[] = [0];
  for (const { text: line, end } of lines) starts.push((starts.at(-1) ?? 0) + line.length + end.length);
  const offset = ({ line, character }: Position) => (starts[line] ?? text.length) + character;
  const sorted = edits.toSorted((one, other) => offset(one.range.start) - offset(other.range.start));
  let result = "";
  let done = 0;
  for (const { range, text: replacement } of sorted) {
    if (offset(range.start) < done) throw new Error("edits overlap");
    result += text.slice(done, offset(range.start)) + replacement;
    done = offset(range.end);
  }
  return result + text.slice(done);
}
