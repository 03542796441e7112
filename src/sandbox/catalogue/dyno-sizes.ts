import { stableId } from "./stable-id.ts";

export type SizeTier = "eco" | "basic" | "standard" | "performance" | "private" | "shield" | "fir";

export interface DynoSize {
  readonly id: string;
  readonly name: string;
  readonly tier: SizeTier;
  /** GB. */
  readonly memory: number;
  /** CPU share as the dyno-sizes resource counts it. */
  readonly compute: number;
  /** US cents per month; null where a contract says. */
  readonly cents: number | null;
  readonly dedicated: boolean;
}

export const defaultDynoSize = "Basic";

/** Cedar sizes of the Common Runtime: Dev Center, dyno-types (memory, CPU) and dyno-sizes (prices, October 2026). */
export const commonSizes: readonly DynoSize[] = [
  size("Eco", "eco", [0.5, 1, 500]),
  size("Basic", "basic", [0.5, 1, 700]),
  size("Standard-1X", "standard", [0.5, 1, 2500]),
  size("Standard-2X", "standard", [1, 2, 5000]),
  size("Performance-M", "performance", [2.5, 12, 25_000]),
  size("Performance-L", "performance", [14, 50, 50_000]),
  size("Performance-L-RAM", "performance", [30, 24, 50_000]),
  size("Performance-XL", "performance", [62, 50, 75_000]),
  size("Performance-2XL", "performance", [126, 100, 150_000]),
];

/** Those of Private Spaces, which the sandbox has none of: listed, not to be had. */
const spaceSizes: readonly DynoSize[] = (["Private", "Shield"] as const).flatMap((family) =>
  (
    [
      ["S", 1, 12],
      ["M", 2.5, 12],
      ["L", 14, 50],
      ["L-RAM", 30, 24],
      ["XL", 62, 50],
      ["2XL", 126, 100],
    ] as const
  ).map(([name, memory, compute]) =>
    size(`${family}-${name}`, family === "Private" ? "private" : "shield", [memory, compute, null]),
  ),
);

/** Of the Fir generation: CPUs, GB, USD a month. */
const firSizes: readonly DynoSize[] = (
  [
    [1, 0.5, 25],
    [2, 1, 50],
    [1, 4, 80],
    [1, 8, 100],
    [2, 4, 150],
    [2, 8, 160],
    [2, 16, 250],
    [4, 8, 300],
    [4, 16, 320],
    [4, 32, 500],
    [8, 16, 600],
    [8, 32, 640],
    [8, 64, 750],
    [16, 32, 1200],
    [16, 64, 1000],
    [16, 128, 1500],
    [32, 64, 2400],
  ] as const
).map(([cpus, memory, dollars]) => size(`dyno-${cpus}c-${memory}gb`, "fir", [memory, cpus, dollars * 100]));

export const dynoSizes: readonly DynoSize[] = [...commonSizes, ...spaceSizes, ...firSizes];

/** A size that apps of the sandbox can have, in any spelling: people type `standard-1x`. */
export function findDynoSize(idOrName: string): DynoSize | undefined {
  return commonSizes.find(isCalled(idOrName));
}

/** Any size that is listed. */
export function findListedSize(idOrName: string): DynoSize | undefined {
  return dynoSizes.find(isCalled(idOrName));
}

/** What the platform answers to a size that it does not have. */
export function noSuchSize(wanted: string): string {
  const names = commonSizes.map(({ name }) => name);
  return `No such size as ${wanted}. Available dyno sizes are ${names.slice(0, -1).join(", ")} and ${names.at(-1)}.`;
}

/** An app's dynos are of one of these (https://devcenter.heroku.com/articles/dyno-tiers). */
export function processTier(sizeName: string): "basic" | "eco" | "production" {
  const tier = findDynoSize(sizeName)?.tier;
  return tier === "eco" || tier === "basic" ? tier : "production";
}

function isCalled(idOrName: string): (size: DynoSize) => boolean {
  const wanted = idOrName.toLowerCase();
  return ({ id, name }) => id === wanted || name.toLowerCase() === wanted;
}

function size(
  name: string,
  tier: SizeTier,
  [memory, compute, cents]: readonly [memory: number, compute: number, cents: number | null],
): DynoSize {
  const dedicated = tier !== "eco" && tier !== "basic" && tier !== "standard";
  return { id: stableId("dyno-size", name), name, tier, memory, compute, cents, dedicated };
}
