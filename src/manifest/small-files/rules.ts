import type { Rule } from "../../language/problem.ts";

/** Every problem that is reported in a small file. */
export const smallFileRules: readonly Rule[] = [];
