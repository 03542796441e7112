import { stableId } from "./stable-id.ts";

export interface DynoSize {
  readonly id: string;
  readonly name: string;
  readonly tier: "eco" | "basic" | "standard" | "performance";
  /** GB. */
  readonly memory: number;
  /** CPU share as the dyno-sizes resource counts it. */
  readonly compute: number;
  /** US cents per month. */
  readonly cents: number;
  readonly dedicated: boolean;
}

export const defaultDynoSize = "Basic";

/** Cedar sizes of the Common Runtime: Dev Center, dyno-types (memory, CPU) and usage-and-billing (prices). */
export const dynoSizes: readonly DynoSize[] = [
  shared("Eco", "eco", 0.5, 1, 500),
  shared("Basic", "basic", 0.5, 1, 700),
  shared("Standard-1X", "standard", 0.5, 1, 2500),
  shared("Standard-2X", "standard", 1, 2, 5000),
  dedicated("Performance-M", 2.5, 12, 25_000),
  dedicated("Performance-L", 14, 50, 50_000),
  dedicated("Performance-L-RAM", 30, 24, 50_000),
  dedicated("Performance-XL", 62, 50, 75_000),
  dedicated("Performance-2XL", 126, 100, 150_000),
];

/** Any spelling of the name: people type `standard-1x`. */
export function findDynoSize(idOrName: string): DynoSize | undefined {
  const wanted = idOrName.toLowerCase();
  return dynoSizes.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
}

function shared(name: string, tier: DynoSize["tier"], memory: number, compute: number, cents: number): DynoSize {
  return { id: stableId("dyno-size", name), name, tier, memory, compute, cents, dedicated: false };
}

function dedicated(name: string, memory: number, compute: number, cents: number): DynoSize {
  return { id: stableId("dyno-size", name), name, tier: "performance", memory, compute, cents, dedicated: true };
}
