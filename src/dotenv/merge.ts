import type { ConfigVars } from "./diff.ts";

export interface Merge {
  /** Both sides' changes; a key in conflict has theirs. */
  readonly merged: Map<string, string>;
  readonly conflicts: readonly Conflict[];
}

/** Both sides changed the key, and not to the same. Undefined: the side does not have it. */
export interface Conflict {
  readonly key: string;
  readonly base: string | undefined;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

/** Three-way: what changed from `base` to `ours` is put into `theirs`. Keys in the order of theirs, then ours. */
export function mergeConfigVars(base: ConfigVars, ours: ConfigVars, theirs: ConfigVars): Merge {
  const merged = new Map<string, string>();
  const conflicts: Conflict[] = [];
  for (const key of new Set([...theirs.keys(), ...ours.keys(), ...base.keys()])) {
    const sides = { key, base: base.get(key), ours: ours.get(key), theirs: theirs.get(key) };
    const value = sides.theirs === sides.base ? sides.ours : sides.theirs;
    if (isConflict(sides)) conflicts.push(sides);
    if (value !== undefined) merged.set(key, value);
  }
  return { merged, conflicts };
}

function isConflict({ base, ours, theirs }: Conflict): boolean {
  return ours !== base && theirs !== base && ours !== theirs;
}
