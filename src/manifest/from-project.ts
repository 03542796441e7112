import type { ProjectFacts } from "../language/project-facts.ts";
import { writeManifest } from "./write-manifest.ts";

/** The text of an app.json for the project in a folder of that name. */
export function manifestFromProject(_facts: ProjectFacts, name: string): string {
  return writeManifest({ name });
}
