import type { Problem } from "./problem.ts";
import type { LanguageSettings } from "./settings.ts";

/** The problems with the severities a person set for their codes; without those set to `off`. */
export function applySettings(problems: readonly Problem[], settings: Pick<LanguageSettings, "problems">): Problem[] {
  return problems.flatMap((problem) => {
    const chosen = Object.hasOwn(settings.problems, problem.code) ? settings.problems[problem.code] : undefined;
    if (chosen === "off") return [];
    return [chosen === undefined || chosen === problem.severity ? problem : { ...problem, severity: chosen }];
  });
}
