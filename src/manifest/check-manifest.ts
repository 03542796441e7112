import type { Problem } from "../language/problem.ts";
import type { Surroundings } from "../language/project-facts.ts";

/** What the platform would refuse, ignore or do differently than the text suggests, in the order of the file. */
export function checkManifest(_text: string, _surroundings: Surroundings): Problem[] {
  return [];
}
