import type { Place, Range } from "../language/text.ts";

/** Turns offsets of a text into places; cheapest when asked in ascending order. A line ends at LF, CRLF or a lone CR. */
export function placesIn(file: string, text: string): (start: number, end: number) => Place {
  const ranges = rangesIn(text);
  return (start, end) => ({ file, range: ranges(start, end) });
}

export function rangesIn(text: string): (start: number, end: number) => Range {
  let line = 0;
  let lineStart = 0;
  let next = nextLine(text, 0);
  const position = (offset: number) => {
    if (offset < lineStart) [line, lineStart, next] = [0, 0, nextLine(text, 0)];
    while (next !== -1 && next <= offset) {
      [line, lineStart] = [line + 1, next];
      next = nextLine(text, next);
    }
    return { line, character: offset - lineStart };
  };
  return (start, end) => ({ start: position(start), end: position(end) });
}

const lineEnd = /\r\n|\n|\r/g;

function nextLine(text: string, from: number): number {
  lineEnd.lastIndex = from;
  return lineEnd.test(text) ? lineEnd.lastIndex : -1;
}
