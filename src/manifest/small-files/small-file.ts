import type { Problem } from "../../language/problem.ts";
import type { Surroundings } from "../../language/project-facts.ts";
import { inLine, type Range, splitLines } from "../../language/text.ts";
import { type SmallFileCode, severityOf } from "./rules.ts";

/** A small file with its lines and what it is checked against. */
export interface SmallFile {
  readonly text: string;
  readonly lines: readonly string[];
  readonly surroundings: Surroundings;
}

export type SmallFileCheck = (file: SmallFile) => Problem[];

export function smallFile(text: string, surroundings: Surroundings): SmallFile {
  return { text, lines: splitLines(text).map((line) => line.text), surroundings };
}

export function problem(code: SmallFileCode, range: Range, message: string, more: Partial<Problem> = {}): Problem {
  return { code, severity: severityOf(code), message, range, ...more };
}

/** What stands on a line between the white space. */
export function inside(line: string, number: number): Range {
  const start = line.length - line.trimStart().length;
  return inLine(number, start, Math.max(start, line.trimEnd().length));
}

/** From the first character that is no white space to the last one. */
export function wholeOf({ lines }: SmallFile): Range {
  const first = Math.max(
    0,
    lines.findIndex((line) => line.trim() !== ""),
  );
  const last = Math.max(
    first,
    lines.findLastIndex((line) => line.trim() !== ""),
  );
  return { start: inside(lines[first] ?? "", first).start, end: inside(lines[last] ?? "", last).end };
}

/** Whether this project goes to Heroku at all: these names are also other tools' files. */
export function isForHeroku({ surroundings: { facts } }: SmallFile): boolean {
  return facts.processTypes !== undefined || facts.manifest !== undefined;
}
