import type { Rule } from "../language/problem.ts";

/** Every problem that is reported in an app.json. */
export const manifestRules: readonly Rule[] = [];
