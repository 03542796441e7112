import type { Rule } from "../language/problem.ts";
import { commandRules } from "./commands/rules.ts";
import { lineRules } from "./lines/rules.ts";

/** Everything that `checkProcfile` may report. */
export const rules: readonly Rule[] = [...lineRules, ...commandRules];
