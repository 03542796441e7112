import type { Rule } from "../../language/problem.ts";

export const commandRules: readonly Rule[] = [];
