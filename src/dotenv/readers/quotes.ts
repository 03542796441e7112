/**
 * Places where a quoted value may end, for readers whose pattern is "a backslash and a quote, or no quote, any number of
 * times": every quote after a backslash, and the first other one, which is the last of them. `from` is behind the
 * opening quote.
 */
export function possibleEnds(text: string, from: number, quote: string): number[] {
  const ends: number[] = [];
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + 1)) {
    ends.push(at);
    if (at === from || text[at - 1] !== "\\") break;
  }
  return ends;
}

/** First place from `from` on that `pattern` (sticky, of one character) does not take. */
export function skip(pattern: RegExp, text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    pattern.lastIndex = at;
    if (!pattern.test(text)) break;
    at = pattern.lastIndex;
  }
  return at;
}
