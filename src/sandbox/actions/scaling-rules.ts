import { processTier } from "../catalogue/dyno-sizes.ts";
import type { FormationRecord } from "../store/records.ts";
import type { Scaling } from "./scale.ts";

/** Of all process types of an app together (https://devcenter.heroku.com/articles/limits). */
const mostDynos = 100;

/** Why the platform would not run a formation with these changes, in its words; undefined when it would. */
export function scalingProblem(
  formation: readonly FormationRecord[],
  scalings: readonly Scaling[],
): string | undefined {
  const changed = new Map(scalings.map(({ entry, quantity, size }) => [entry.type, { quantity, size }]));
  const after = formation.map((entry) => ({ type: entry.type, ...(changed.get(entry.type) ?? entry) }));
  const running = after.filter(({ quantity }) => quantity > 0);
  return tooManyOfOne(running) ?? mixed(running) ?? tooManyEco(running) ?? tooMany(running);
}

interface Running {
  readonly type: string;
  readonly quantity: number;
  readonly size: string;
}

/** Several Basic dynos are let be, so that scaling can be tried without another size. */
function tooManyOfOne(running: readonly Running[]): string | undefined {
  if (running.some(({ type }) => type === "release")) {
    return "The release process runs by itself, once for each release. It cannot be scaled.";
  }
  const isTooMuch = running.some(({ size, quantity }) => size === "Eco" && quantity > 1);
  return isTooMuch ? "Cannot update to more than 1 Eco size dynos per process type." : undefined;
}

function mixed(running: readonly Running[]): string | undefined {
  const tiers = new Map(running.map(({ size }) => [processTier(size), size]));
  if (tiers.size < 2) return undefined;
  const names = [...tiers.values()];
  return `Cannot use the following dyno types in the same app: ${names.slice(0, -1).join(", ")} and ${names.at(-1)}.`;
}

function tooManyEco(running: readonly Running[]): string | undefined {
  const eco = running.filter(({ size }) => size === "Eco");
  return eco.length > 2 ? "Cannot run more than 2 Eco size dynos." : undefined;
}

function tooMany(running: readonly Running[]): string | undefined {
  const total = running.reduce((sum, { quantity }) => sum + quantity, 0);
  return total > mostDynos ? `The sandbox runs at most ${mostDynos} dynos per app.` : undefined;
}
