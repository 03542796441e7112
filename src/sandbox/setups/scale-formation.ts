import { scale } from "../actions/scale.ts";
import { scalingProblem } from "../actions/scaling-rules.ts";
import { findDynoSize, noSuchSize } from "../catalogue/dyno-sizes.ts";
import type { Parts } from "../parts.ts";
import type { AccountRecord, AppRecord } from "../store/records.ts";
import type { SetupManifest } from "./read-setup-manifest.ts";
import { SetupFailure } from "./setup-failure.ts";

export function scaleFormation(
  parts: Parts,
  { app, user, wanted }: { app: AppRecord; user: AccountRecord; wanted: SetupManifest["formation"] },
): void {
  const scalings = [...wanted].map(([type, { quantity, size }]) => {
    const entry = parts.store.formation.find(app.id, type);
    const known = size === undefined ? undefined : findDynoSize(size);
    if (!entry) throw new SetupFailure(`error scaling dynos: Couldn't find that process type (${type}).`);
    if (size !== undefined && !known) throw new SetupFailure(`error scaling dynos: ${noSuchSize(size)}`);
    return { entry, quantity: quantity ?? entry.quantity, size: known?.name ?? entry.size };
  });
  const problem = scalingProblem(parts.store.formation.list(app.id), scalings);
  if (problem !== undefined) throw new SetupFailure(`error scaling dynos: ${problem}`);
  scale(parts, app, scalings, user);
}
