import type { Problem } from "../language/problem.ts";
import type { Surroundings } from "../language/project-facts.ts";
import type { ProcfileDocument } from "./syntax.ts";

/** What is wrong with the lines themselves, whatever their commands do. */
export function checkLines(_document: ProcfileDocument, _surroundings: Surroundings): Problem[] {
  return [];
}
