import type { Edit, Range } from "../language/text.ts";
import { applyEdits } from "./apply-edits.ts";
import { between, entriesOf, lineRange, type Source, sourceOf, wholeLines } from "./checks/source.ts";
import { parseDotenv, valuesOf } from "./parse-dotenv.ts";
import { spellings } from "./quote.ts";
import type { DotenvEntry } from "./syntax.ts";

/** Sets a key where it stands (the last of several), or at the end. All else keeps every byte. */
export function setKey(text: string, key: string, value: string): Edit[] {
  const ways = spellings(value).map((spelling) => [setTo(text, key, spelling.text)]);
  return ways.find((edits) => holds(applyEdits(text, edits), key, value)) ?? ways[0] ?? [];
}

/** Sets a key to a value that is spelled out already, quotes included. */
export function setKeyAs(text: string, key: string, spelling: string): Edit[] {
  return [setTo(text, key, spelling)];
}

/** Takes away every line of a key, not the comments above it. */
export function removeKey(text: string, key: string): Edit[] {
  const source = sourceOf(text, parseDotenv(text));
  const edits: Edit[] = [];
  for (const { range } of entriesWith(source, key)) {
    const lines = wholeLines(source, range);
    const before = edits.at(-1)?.range.end;
    edits.push({ range: before ? between(later(before, lines.start), lines.end) : lines, text: "" });
  }
  return edits;
}

/** Gives every entry of a key another one; values, comments and order stay. */
export function renameKey(text: string, key: string, newKey: string): Edit[] {
  return entriesWith(sourceOf(text, parseDotenv(text)), key).map((entry) => ({ range: entry.key.range, text: newKey }));
}

/** Puts `# ` before every line of a key. */
export function commentOutKey(text: string, key: string): Edit[] {
  const entries = entriesWith(sourceOf(text, parseDotenv(text)), key);
  return entries.flatMap(({ range }) => linesOf(range).map((line) => ({ range: emptyAt(line, 0), text: "# " })));
}

function setTo(text: string, key: string, spelling: string): Edit {
  const source = sourceOf(text, parseDotenv(text));
  const entry = entriesWith(source, key).at(-1);
  if (entry) return { range: entry.value.range, text: needsSpace(entry) ? ` ${spelling}` : spelling };
  const { start, end } = lineRange(source, source.lines.length - 1);
  const before = end.character > start.character ? source.lineEnd : "";
  return { range: between(end, end), text: `${before}${key}=${spelling}${source.lineEnd}` };
}

function needsSpace({ separator, value }: DotenvEntry): boolean {
  return separator.text === ":" && value.range.start.character === separator.range.end.character;
}

function holds(text: string, key: string, value: string): boolean {
  return valuesOf(parseDotenv(text)).get(key) === value;
}

function entriesWith({ document }: Source, key: string): DotenvEntry[] {
  return entriesOf(document).filter((entry) => entry.key.text === key);
}

function later(one: Range["start"], other: Range["start"]): Range["start"] {
  return one.line > other.line || (one.line === other.line && one.character > other.character) ? one : other;
}

function linesOf({ start, end }: Range): number[] {
  return Array.from({ length: end.line - start.line + 1 }, (_, index) => start.line + index);
}

function emptyAt(line: number, character: number): Range {
  return { start: { line, character }, end: { line, character } };
}
