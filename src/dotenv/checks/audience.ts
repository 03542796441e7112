import type { Problem } from "../../language/problem.ts";
import type { Surroundings } from "../../language/project-facts.ts";
import type { DotenvCode } from "../rules.ts";

/**
 * What only runners of a Procfile mind (foreman, heroku local, honcho), while the libraries of frameworks read it as it
 * is meant. Runners read `.env` unasked: in other files such a problem is a hint, and in a project without a Procfile
 * an information.
 */
export function forItsReaders(problem: Problem, { file, facts }: Surroundings): Problem {
  if (file === "" || !mindedByRunners.has(problem.code)) return problem;
  if (!/(^|\/)\.env$/.test(file)) return { ...problem, severity: "hint" };
  const isRun = file !== ".env" || !facts.complete || facts.processTypes !== undefined;
  return isRun || problem.severity !== "warning" ? problem : { ...problem, severity: "information" };
}

const mindedByRunners: ReadonlySet<string> = new Set<DotenvCode>([
  "env-backslash",
  "env-export",
  "env-indented-key",
  "env-inline-comment",
  "env-interpolation",
  "env-multi-line-value",
  "env-short-line",
  "env-space-at-separator",
  "env-trailing-space",
  "env-unquoted-space",
]);
