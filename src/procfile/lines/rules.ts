import type { Rule } from "../../language/problem.ts";

export const lineRules: readonly Rule[] = [];
