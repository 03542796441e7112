import { dollars } from "../../advice/dyno-prices.ts";
import { ecoPoolPrice, memoryWords, type SizeFacts, sizeTable } from "../../advice/dyno-sizes.ts";

/** Sizes of dynos in lower case, with what they are; the platform accepts any case. */
export const dynoSizes: ReadonlyMap<string, string> = new Map(
  [...sizeTable].map(([name, size]) => [name, wordsOf(size)]),
);

/** Sizes that were, and what stands in their place. */
export const retiredSizes: ReadonlyMap<string, string> = new Map([
  ["free", "eco"],
  ["hobby", "basic"],
  ["1x", "standard-1x"],
  ["2x", "standard-2x"],
  ["px", "performance-l"],
]);

function wordsOf({ name, memory, price, tier }: SizeFacts): string {
  if (tier === "private" || tier === "shield") return "in a Private Space";
  const kind = tier === "fir" ? ["Fir generation"] : name.startsWith("Performance") ? ["dedicated"] : [];
  const cost = price === undefined ? [] : [`${dollars(price)} a month`];
  const eco = `sleeps after 30 minutes without a request; a pool of 1,000 hours costs ${dollars(ecoPoolPrice)} a month`;
  return [memoryWords(memory), ...kind, ...(tier === "eco" ? [eco] : cost)].join(", ");
}
