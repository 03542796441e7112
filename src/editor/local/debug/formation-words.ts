import { parseFormation as parse } from "../../../runner/formation.ts";
import type { LocalProcfile } from "../local-runs.ts";

/** Copies by type of `all=1,web=2`; undefined when nothing is given. Throws what is wrong with it. */
export function parseFormation(
  words: string | undefined,
  { processes }: Pick<LocalProcfile, "processes">,
): ReadonlyMap<string, number> | undefined {
  if (!words) return undefined;
  const reading = parse(words);
  if (reading.kind === "invalid") throw new Error(reading.message);
  const { others, types } = reading.formation;
  return new Map(processes.map(({ type }) => [type, types.get(type) ?? others]));
}
