import type { Problem } from "../../language/problem.ts";
import type { Surroundings } from "../../language/project-facts.ts";
import { withoutSilenced } from "../../language/silence.ts";
import { checkForemanOptions } from "./foreman-options.ts";
import { checkProjectToml } from "./project-toml.ts";
import { checkPythonVersion } from "./python-version.ts";
import { checkRuntimeTxt } from "./runtime-txt.ts";
import { checkSlugignore } from "./slugignore.ts";
import { type SmallFileCheck, smallFile } from "./small-file.ts";
import { checkSystemProperties } from "./system-properties.ts";

const checks: ReadonlyMap<string, SmallFileCheck> = new Map([
  [".slugignore", checkSlugignore],
  [".foreman", checkForemanOptions],
  ["runtime.txt", checkRuntimeTxt],
  [".python-version", checkPythonVersion],
  ["system.properties", checkSystemProperties],
  ["project.toml", checkProjectToml],
]);

/** A longer text is something else under this name. */
const longest = 1_000_000;

/**
 * The problems of one of the small files beside a Procfile, without those that a comment silences; undefined when `file`
 * (a path with slashes) is not one of them.
 */
export function checkSmallFile(file: string, text: string, surroundings: Surroundings): Problem[] | undefined {
  const check = checks.get(file.slice(file.lastIndexOf("/") + 1));
  if (!check) return undefined;
  if (text.length > longest) return [];
  const read = smallFile(text, surroundings);
  const comments = read.lines.flatMap((line, number) => {
    const trimmed = line.trim();
    return trimmed.startsWith("#") ? [{ line: number, text: trimmed }] : [];
  });
  return withoutSilenced(check(read), comments);
}
