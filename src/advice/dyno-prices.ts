import { findSize, type SizeTable, sizeTable } from "./dyno-sizes.ts";

/** How many dynos of which size. */
export interface Dynos {
  readonly quantity: number;
  readonly size: string;
}

/** USD a month for `quantity` dynos of a size, if every one runs the whole month; undefined where the price is not public. */
export function monthlyPrice(size: string, quantity: number, sizes: SizeTable = sizeTable): number | undefined {
  const each = findSize(size, sizes)?.price;
  return each === undefined ? undefined : each * quantity;
}

/** USD a month for a whole formation; undefined as soon as one running size has no public price. */
export function formationPrice(formation: readonly Dynos[], sizes: SizeTable = sizeTable): number | undefined {
  let total = 0;
  for (const { size, quantity } of formation) {
    if (quantity === 0) continue;
    const price = monthlyPrice(size, quantity, sizes);
    if (price === undefined) return undefined;
    total += price;
  }
  return total;
}

/** `$50`, `$1,500`, `$4.50` */
export function dollars(usd: number): string {
  const digits = Number.isInteger(usd) ? 0 : 2;
  return `$${usd.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}
