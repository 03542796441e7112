import type { Position, Range } from "../language/text.ts";

/** Ranges of a text from offsets, with the lines that LSP counts. */
export function lineMap(text: string): (start: number, end: number) => Range {
  const starts = [0];
  const pattern = /\r\n|\n|\r/g;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) starts.push(pattern.lastIndex);
  const clamp = (offset: number) => Math.min(Math.max(offset, 0), text.length);
  return (start, end) => ({ start: positionAt(starts, clamp(start)), end: positionAt(starts, clamp(end)) });
}

function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: offset - (starts[low] ?? 0) };
}
