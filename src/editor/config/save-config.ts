import { type ConfigVars, type ConfigVarsDiff, diffConfigVars, isEmptyDiff, patchOf } from "../../dotenv/diff.ts";
import { type Conflict, mergeConfigVars } from "../../dotenv/merge.ts";

export interface Review {
  /** What will be sent. */
  readonly diff: ConfigVarsDiff;
  /** What the app has now. */
  readonly theirs: ConfigVars;
  /** Config vars that others changed in the meantime; all of that stays. */
  readonly meanwhile: readonly string[];
}

export interface SaveSteps {
  fetch(): Promise<ConfigVars>;
  /** Asks whose value counts, for every key that both sides changed; undefined when the person declines. */
  choose(conflicts: readonly Conflict[]): Promise<ReadonlyMap<string, Side> | undefined>;
  confirm(review: Review): Promise<boolean>;
  /** One request for all of it; resolves with what the app has afterwards. */
  send(patch: Readonly<Record<string, string | null>>): Promise<ConfigVars>;
}

export type Side = "ours" | "theirs";

export type SaveOutcome =
  | { readonly kind: "declined" }
  | { readonly kind: "saved"; readonly vars: ConfigVars; readonly diff: ConfigVarsDiff }
  | { readonly kind: "unchanged"; readonly vars: ConfigVars };

/**
 * Brings what changed from `base` to `ours` to the app with one request, and loses nobody's change: what others changed
 * since `base` stays, and what both changed is asked. The app is read again right before the request, since a person
 * may think for long.
 */
export async function saveConfig(base: ConfigVars, ours: ConfigVars, steps: SaveSteps): Promise<SaveOutcome> {
  let theirs = await steps.fetch();
  let known = base;
  let wanted = ours;
  for (;;) {
    const settled = await settle({ base: known, ours: wanted, theirs }, steps);
    if (settled === undefined) return { kind: "declined" };
    const diff = diffConfigVars(theirs, settled);
    if (isEmptyDiff(diff)) return { kind: "unchanged", vars: theirs };
    const meanwhile = keysOf(diffConfigVars(base, theirs)).filter((key) => theirs.get(key) === settled.get(key));
    if (!(await steps.confirm({ diff, theirs, meanwhile }))) return { kind: "declined" };
    const now = await steps.fetch();
    if (isEmptyDiff(diffConfigVars(theirs, now))) return { kind: "saved", vars: await steps.send(patchOf(diff)), diff };
    [known, wanted, theirs] = [theirs, settled, now];
  }
}

export function keysOf({ added, changed, removed }: ConfigVarsDiff): string[] {
  return [...added, ...changed, ...removed].map(({ key }) => key).sort();
}

interface Sides {
  readonly base: ConfigVars;
  readonly ours: ConfigVars;
  readonly theirs: ConfigVars;
}

async function settle({ base, ours, theirs }: Sides, steps: SaveSteps): Promise<Map<string, string> | undefined> {
  const { merged, conflicts } = mergeConfigVars(base, ours, theirs);
  const sides = conflicts.length === 0 ? new Map<string, Side>() : await steps.choose(conflicts);
  if (sides === undefined) return undefined;
  for (const { key, ours: own } of conflicts) {
    if (sides.get(key) !== "ours") continue;
    if (own === undefined) merged.delete(key);
    else merged.set(key, own);
  }
  return merged;
}
