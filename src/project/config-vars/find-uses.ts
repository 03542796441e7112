import type { Place } from "../../language/text.ts";
import { placesIn } from "../positions.ts";
import { destructured } from "./destructured.ts";
import { patternOf } from "./patterns.ts";

/** A config var that code reads, with the place of its name. */
export interface Use {
  readonly name: string;
  readonly place: Place;
}

/** Uses in one file beyond these are made by a machine. */
const maxUses = 1000;

/** The config vars that a source file reads by name, outside of lines that are comments, in the order of the file. */
export function findUses(file: string, text: string): Use[] {
  const pattern = patternOf(file);
  if (!pattern?.words.some((word) => text.includes(word))) return [];
  const found = [...matches(text, pattern.uses), ...destructured(text)];
  const place = placesIn(file, text);
  return found
    .filter(({ start }) => !isComment(text, start, pattern.comment))
    .sort((one, other) => one.start - other.start)
    .map(({ name, start }) => ({ name, place: place(start, start + name.length) }));
}

export interface Found {
  readonly name: string;
  readonly start: number;
}

function matches(text: string, pattern: RegExp): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(pattern)) {
    const name = match.slice(1).find((group) => group !== undefined);
    if (name !== undefined) found.push({ name, start: match.index + columnOf(name, match[0]) });
    if (found.length >= maxUses) break;
  }
  return found;
}

/** A name stands last in what matches, or between the quotes at its start. */
function columnOf(name: string, match: string): number {
  return /^["'`]/.test(match) ? 1 : match.lastIndexOf(name);
}

/** Looks back at most so far: a line of a megabyte has no comment in front. */
const longestIndent = 200;

function isComment(text: string, at: number, comment: RegExp): boolean {
  const before = text.slice(Math.max(0, at - longestIndent), at);
  return comment.test(before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1).trimStart());
}
