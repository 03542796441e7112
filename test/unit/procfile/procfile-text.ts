import fc from "fast-check";
import type { Edit, Position } from "../../../src/language/text.ts";

/** Pieces that mean something to some reader, and characters that mean nothing to any. */
const pieces = [
  ..."\n\n\n\r\r\n\t\v\f :::#\\'\"-_aZ9=/<>".split(""),
  "\r\n",
  "\uFEFF",
  "\u0085",
  "\u2028",
  "\u00a0",
  "\x1c",
  "\0",
  "é",
  "👩‍💻",
  "\ud800",
  "web: ",
  "worker:",
  "web: node x",
  "\nweb: a\n",
  "\r\nrelease: b\r\n",
  " # comment",
  "  # x\n",
  "// x\n",
  "<<<<<<< HEAD\n",
  "=======\n",
  " \\\n",
  "a-b_c: d   \n",
];

export const piece: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...pieces) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) },
);

export const procfileText: fc.Arbitrary<string> = fc
  .array(piece, { maxLength: 30, size: "max" })
  .map((parts) => parts.join(""));

/** How often a property is tried; HEROKU_WORKBENCH_FUZZ asks for more. */
export function runs(usual: number): number {
  return Math.max(usual, Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 0) || 0);
}

/** The text after edits that do not overlap, as an editor applies them. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const places = edits
    .map((edit) => ({ from: offsetAt(text, edit.range.start), to: offsetAt(text, edit.range.end), text: edit.text }))
    .toSorted((one, other) => one.from - other.from || one.to - other.to);
  let [result, at] = ["", 0];
  for (const { from, to, text: by } of places) {
    if (from < at) throw new Error("Edits overlap.");
    result += text.slice(at, from) + by;
    at = to;
  }
  return result + text.slice(at);
}

/** Counts for itself, so that it cannot share a mistake with the code under test. */
export function offsetAt(text: string, { line, character }: Position): number {
  const ends = [...text.matchAll(/\r\n|\n|\r/g)];
  const end = ends[line - 1];
  const start = line === 0 ? 0 : end ? end.index + end[0].length : text.length;
  return Math.min(start + character, ends[line]?.index ?? text.length);
}
