import type { Problem } from "../../language/problem.ts";
import type { Surroundings } from "../../language/project-facts.ts";

/** The problems of one of the small files beside a Procfile; undefined when `file` is not one of them. */
export function checkSmallFile(_file: string, _text: string, _surroundings: Surroundings): Problem[] | undefined {
  return undefined;
}
