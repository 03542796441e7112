import { type Edit, inLine, type Range, splitLines } from "../language/text.ts";
import { applyEdits } from "./apply-edits.ts";
import { between, lineRange, type Source, sourceOf } from "./checks/source.ts";
import { parseDotenv } from "./parse-dotenv.ts";
import { dotenvReaders, readDotenv } from "./readers.ts";
import type { DotenvDocument, DotenvItem } from "./syntax.ts";

/**
 * Tidies blank lines and comments: at most one blank line in a row and none at either end, no white space round comments,
 * a line end at the end. No reader that reads the file reads anything else afterwards: that is tried, and an edit that
 * would change something is left out. Formatting twice is the same as once.
 */
export function formatDotenv(text: string, document: DotenvDocument): Edit[] {
  const edits = formatOnce(text, document);
  let result = applyEdits(text, edits);
  for (let round = 0; round < 5; round++) {
    const more = formatOnce(result, parseDotenv(result));
    if (more.length === 0) return round === 0 ? edits : [{ range: wholeOf(text), text: result }];
    result = applyEdits(result, more);
  }
  return [];
}

function formatOnce(text: string, document: DotenvDocument): Edit[] {
  const source = sourceOf(text, document);
  const edits = [...blankRuns(source), ...comments(source), ...lastLineEnd(source)];
  if (edits.length === 0 || keepsValues(text, edits)) return edits;
  const harmless = edits.slice(0, 100).filter((edit) => keepsValues(text, [edit]));
  return keepsValues(text, harmless) ? harmless : [];
}

function wholeOf(text: string): Range {
  const lines = splitLines(text);
  return between({ line: 0, character: 0 }, { line: lines.length - 1, character: lines.at(-1)?.text.length ?? 0 });
}

function keepsValues(text: string, edits: readonly Edit[]): boolean {
  const result = applyEdits(text, edits);
  return dotenvReaders.every((reader) => {
    const before = readDotenv(text, reader);
    if (before.kind === "refused") return true;
    const after = readDotenv(result, reader);
    return after.kind === "read" && sameValues(before.values, after.values);
  });
}

function sameValues(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);
}

interface BlankRun {
  readonly first: number;
  readonly last: number;
}

function blankRuns(source: Source): Edit[] {
  const lastLine = source.lines.length - 1;
  return runsOf(source.document.items).flatMap(({ first, last }) => {
    if (last === lastLine) return trailingRun(source, first);
    const kept = first === 0 ? 0 : 1;
    const tidy = kept === 1 ? spaces(source, first) : [];
    if (last - first + 1 === kept) return tidy;
    const range = between({ line: first + kept, character: 0 }, { line: last + 1, character: 0 });
    return [...tidy, { range, text: "" }];
  });
}

/** The run that holds the last line, which has no end: what goes is all behind the line end of the line before it. */
function trailingRun(source: Source, first: number): Edit[] {
  const { end } = lineRange(source, source.lines.length - 1);
  const alone = first === source.lines.length - 1 && end.character === 0;
  return alone ? [] : [{ range: between({ line: first, character: 0 }, end), text: "" }];
}

function runsOf(items: readonly DotenvItem[]): BlankRun[] {
  const runs: BlankRun[] = [];
  for (const { kind, range } of items) {
    const before = runs.at(-1);
    if (kind !== "blank") continue;
    if (before?.last === range.start.line - 1) runs[runs.length - 1] = { first: before.first, last: range.start.line };
    else runs.push({ first: range.start.line, last: range.start.line });
  }
  return runs;
}

function spaces(source: Source, line: number): Edit[] {
  const range = lineRange(source, line);
  return range.end.character === 0 ? [] : [{ range, text: "" }];
}

function comments({ document, lines }: Source): Edit[] {
  return document.items.flatMap(({ kind, range }) => {
    const { line } = range.start;
    const text = lines[line]?.text ?? "";
    if (kind !== "comment" || text === text.trim()) return [];
    const start = text.indexOf("#");
    const end = text.trimEnd().length;
    const edits = [
      { range: inLine(line, 0, start), text: "" },
      { range: inLine(line, end, text.length), text: "" },
    ];
    return edits.filter((edit) => edit.range.start.character < edit.range.end.character);
  });
}

function lastLineEnd(source: Source): Edit[] {
  const { start, end } = lineRange(source, source.lines.length - 1);
  const blank = source.document.items.at(-1)?.kind === "blank";
  return blank || start.character === end.character ? [] : [{ range: between(end, end), text: source.lineEnd }];
}
