import type { Framework, Suggestion } from "../../language/project-facts.ts";
import type { Mark } from "../marks.ts";

/** What a language's recogniser may look at. */
export interface Evidence {
  readonly files: ReadonlySet<string>;
  readonly marks: readonly Mark[];
  read(file: string): Promise<string | undefined>;
}

/** What it found, the likeliest first. */
export interface Recognised {
  readonly frameworks: readonly Framework[];
  readonly suggestions: readonly Suggestion[];
}

export async function recognise(_evidence: Evidence): Promise<Recognised> {
  return { frameworks: [], suggestions: [] };
}
