import type { Problem } from "../language/problem.ts";
import type { Surroundings } from "../language/project-facts.ts";
import { withoutSilenced } from "../language/silence.ts";
import { checkLines } from "./check-lines.ts";
import { checkCommands } from "./commands/check-commands.ts";
import type { ProcfileDocument } from "./syntax.ts";

/** Everything that is wrong with a Procfile, from its top to its end, without what its comments silence. */
export function checkProcfile(document: ProcfileDocument, surroundings: Surroundings): Problem[] {
  const problems = [...checkLines(document, surroundings), ...checkCommands(document, surroundings)];
  return withoutSilenced(problems, comments(document)).sort(byPlace);
}

function* comments({ lines }: ProcfileDocument): Iterable<{ line: number; text: string }> {
  for (const [line, { kind, text }] of lines.entries()) if (kind === "comment") yield { line, text };
}

function byPlace(one: Problem, other: Problem): number {
  const [a, b] = [one.range.start, other.range.start];
  return a.line - b.line || a.character - b.character;
}
