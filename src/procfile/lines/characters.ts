import type { Fix, Problem } from "../../language/problem.ts";
import { inLine, type Range } from "../../language/text.ts";
import { oddLineEnds } from "../characters.ts";
import type { ProcfileLine } from "../syntax.ts";
import { fix, found } from "./found.ts";

/** Characters that a person does not see and some reader does, as if in line 0; a line full of them shows the first. */
export function checkCharacters({ kind, text }: ProcfileLine): Problem[] {
  if (printable.test(text)) return [];
  const breaks = firstMatches(text, oddBreak).map(oddLineBreak);
  return kind === "comment" ? breaks : [...breaks, ...firstMatches(text, invisible).map(invisibleCharacter)];
}

export function invisibleCharacter({ character, index }: Match): Problem {
  const range = inLine(0, index, index + character.length);
  const message = `A character here cannot be seen (${codePoint(character)}), and a shell takes it for a part of a word.`;
  return found("invisible-character", range, message, { fixes: [replacement(character, range)] });
}

interface Match {
  readonly character: string;
  readonly index: number;
}

const printable = /^[\x20-\x7e\t]*$/;

const oddBreak = new RegExp(`[${oddLineEnds}]`, "g");

/** Control, format and odd white space characters, but no joiners, which letters and emoji need. */
const invisible = new RegExp(
  `(?![${oddLineEnds}\\t\\u200c\\u200d])[\\p{Cc}\\p{Cf}\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]`,
  "gu",
);

const shownOfEach = 20;

function firstMatches(text: string, pattern: RegExp): Match[] {
  const matches: Match[] = [];
  for (const { 0: character, index } of text.matchAll(pattern)) {
    matches.push({ character, index });
    if (matches.length === shownOfEach) break;
  }
  return matches;
}

function oddLineBreak({ character, index }: Match): Problem {
  const range = inLine(0, index, index + 1);
  const message = `honcho ends the line at this character (${codePoint(character)}); the other readers do not.`;
  const fixes = [fix("Replace it with a space", range, " ", { safe: true })];
  return found("odd-line-break", range, message, { fixes });
}

/** A space of another width becomes a space, anything else goes. */
function replacement(character: string, range: Range): Fix {
  return /^\p{Zs}$/u.test(character)
    ? fix("Replace it with a space", range, " ", { safe: true })
    : fix("Remove it", range, "", { safe: true });
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
