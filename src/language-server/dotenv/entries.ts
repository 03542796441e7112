import type { DotenvDocument, DotenvEntry, DotenvItem } from "../../dotenv/syntax.ts";
import { contains, type Position, type Range } from "../../language/text.ts";
import type { DotenvContext } from "../contexts.ts";

export function entriesOf({ items }: DotenvDocument): DotenvEntry[] {
  return items.filter((item) => item.kind === "entry");
}

/** The item at the position; found by halving, for a file may have many thousands. */
export function itemAt({ items }: DotenvDocument, { line }: Position): DotenvItem | undefined {
  let [low, high] = [0, items.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.range.end.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  const item = items[low];
  return item && item.range.start.line <= line && line <= item.range.end.line ? item : undefined;
}

export function entryAt(document: DotenvDocument, position: Position): DotenvEntry | undefined {
  const item = itemAt(document, position);
  return item?.kind === "entry" && contains(item.range, position) ? item : undefined;
}

/** The entry whose key stands at the position. */
export function keyAt(document: DotenvDocument, position: Position): DotenvEntry | undefined {
  const entry = entryAt(document, position);
  return entry && contains(entry.key.range, position) ? entry : undefined;
}

/** Between the quotes, if there are any. */
export function insideQuotes({ value: { range, quote, closed } }: DotenvEntry): Range {
  if (quote === undefined) return range;
  const { start, end } = range;
  return {
    start: { line: start.line, character: start.character + 1 },
    end: closed ? { line: end.line, character: end.character - 1 } : end,
  };
}

/** The file without any of its lines but this entry's. */
export function textOfEntry({ text }: DotenvContext, { range }: DotenvEntry): string {
  return `${text.getText(range)}\n`;
}
