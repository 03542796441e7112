import type { Problem } from "../language/problem.ts";
import type { Surroundings } from "../language/project-facts.ts";
import { checkLine } from "./lines/check-line.ts";
import { checkContinuations } from "./lines/continuations.ts";
import { checkFilePlace } from "./lines/file-place.ts";
import { shifted } from "./lines/found.ts";
import { checkNames } from "./lines/names.ts";
import type { LineCode } from "./lines/rules.ts";
import { checkWholeFile } from "./lines/whole-file.ts";
import type { ProcfileDocument } from "./syntax.ts";

/**
 * What is wrong with the lines themselves, whatever their commands do; in no order. Of a file that is none of a
 * person's, the first lines and the first problems are enough.
 */
export function checkLines(whole: ProcfileDocument, surroundings: Surroundings): Problem[] {
  const document = whole.lines.length > readLines ? { lines: whole.lines.slice(0, readLines) } : whole;
  const continuations = checkContinuations(document);
  return [
    ...checkFilePlace(document, surroundings),
    ...checkWholeFile(document),
    ...checkNames(document),
    ...continuations.problems,
    ...checkEachLine(document, continuations.continued),
  ]
    .filter(({ code }) => !onlyHeroku.has(code) || mayBeHerokus(surroundings.file))
    .slice(0, shownProblems);
}

/** `Procfile.dev` and its like are read by local tools alone. */
function mayBeHerokus(file: string): boolean {
  return !/(?:^|\/)Procfile\.[^/]*$/.test(file);
}

const onlyHeroku: ReadonlySet<string> = new Set<LineCode>([
  "name-too-long",
  "name-too-long-for-fir",
  "name-refused-by-fir",
  "name-changed-by-fir",
  "duplicate-name-on-fir",
  "case-of-special-type",
  "reserved-name",
]);

const readLines = 50_000;

const shownProblems = 2000;

/** What continues another line is no line by itself, and nothing else is said of it. */
function checkEachLine({ lines }: ProcfileDocument, continued: ReadonlySet<number>): Problem[] {
  const problems: Problem[] = [];
  for (const [index, line] of lines.entries()) {
    if (continued.has(index)) continue;
    for (const problem of checkLine(line)) problems.push(shifted(problem, index));
    if (problems.length > shownProblems) break;
  }
  return problems;
}
