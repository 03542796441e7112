import type { Problem } from "../../language/problem.ts";
import type { Surroundings } from "../../language/project-facts.ts";
import type { ProcfileDocument } from "../syntax.ts";

/** What is wrong with the commands of a Procfile, as far as the project tells. */
export function checkCommands(_document: ProcfileDocument, _surroundings: Surroundings): Problem[] {
  return [];
}
