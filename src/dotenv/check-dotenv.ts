import type { Problem } from "../language/problem.ts";
import type { Surroundings } from "../language/project-facts.ts";
import { withoutSilenced } from "../language/silence.ts";
import { forItsReaders } from "./checks/audience.ts";
import { checkDuplicates, checkKey } from "./checks/keys.ts";
import { checkProject } from "./checks/project.ts";
import { entriesOf, type Source, sourceOf } from "./checks/source.ts";
import { checkValue } from "./checks/values.ts";
import { checkJson, checkWholeFile } from "./checks/whole-file.ts";
import { dialectOf } from "./dialect.ts";
import type { DotenvDocument } from "./syntax.ts";

/**
 * Everything that is wrong with a .env file, from its top to its end, without what its comments silence; nothing for a
 * file of another dialect. Of very many problems the first are enough.
 */
export function checkDotenv(text: string, document: DotenvDocument, surroundings: Surroundings): Problem[] {
  if (surroundings.file !== "" && dialectOf(surroundings.file) !== "workbench") return [];
  const source = sourceOf(text, document);
  const json = checkJson(text, source);
  const problems = json
    ? [json]
    : [
        ...checkWholeFile(source),
        ...checkDuplicates(source),
        ...checkEntries(source),
        ...checkProject(source, surroundings),
      ];
  const shown = problems.slice(0, shownProblems).map((problem) => forItsReaders(problem, surroundings));
  return withoutSilenced(shown, comments(source)).sort(byPlace);
}

const shownProblems = 2000;

function checkEntries(source: Source): Problem[] {
  const entries = entriesOf(source.document);
  const keys = new Set(entries.map(({ key }) => key.text));
  const problems: Problem[] = [];
  for (const entry of entries) {
    problems.push(...checkKey(entry), ...checkValue(source, entry, keys));
    if (problems.length > shownProblems) break;
  }
  return problems;
}

function* comments({ document, lines }: Source): Iterable<{ line: number; text: string }> {
  for (const { kind, range } of document.items) {
    if (kind === "comment") yield { line: range.start.line, text: lines[range.start.line]?.text ?? "" };
  }
}

function byPlace(one: Problem, other: Problem): number {
  const [a, b] = [one.range.start, other.range.start];
  return a.line - b.line || a.character - b.character;
}
