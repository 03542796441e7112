import { check } from "./check.ts";
import { env } from "./env.ts";
import { run } from "./run.ts";
import { start } from "./start.ts";
import type { Verb } from "./verb.ts";

/** Everything that the program can do, in the order of its help. */
export const verbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ["start", start],
  ["run", run],
  ["check", check],
  ["env", env],
]);
