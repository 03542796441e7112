import type { Rule } from "../../language/problem.ts";

/** What `checkCommands` may report. */
export const commandRules: readonly Rule[] = [];
