import type { Found } from "./find-uses.ts";

/** The names in `const { A, B: b = "x" } = process.env`. */
export function destructured(text: string): Found[] {
  const found: Found[] = [];
  let lists = 0;
  for (const match of text.matchAll(/\}\s{0,20}=\s{0,20}process\.env\b(?!\s{0,20}[.?[])/g)) {
    const open = openingBrace(text, match.index);
    if (open !== undefined) found.push(...namesIn(text, open + 1, match.index));
    if (++lists === maxLists) break;
  }
  return found;
}

/** No hand writes a longer list, in characters, or more of them in a file. */
const longest = 5000;
const maxLists = 50;

function openingBrace(text: string, close: number): number | undefined {
  let depth = 0;
  for (let at = close; at >= Math.max(0, close - longest); at--) {
    if (text[at] === "}") depth++;
    else if (text[at] === "{" && --depth === 0) return at;
  }
  return undefined;
}

function namesIn(text: string, from: number, to: number): Found[] {
  const found: Found[] = [];
  let start = from;
  let depth = 0;
  for (let at = from; at <= to; at++) {
    const character = text[at];
    if (character === "{" || character === "(" || character === "[") depth++;
    else if (at < to && (character === "}" || character === ")" || character === "]")) depth--;
    else if (at === to || (character === "," && depth === 0)) {
      const name = /^\s*["']?([A-Za-z_]\w*)/.exec(text.slice(start, at));
      if (name?.[1]) found.push({ name: name[1], start: start + name[0].length - name[1].length });
      start = at + 1;
    }
  }
  return found;
}
