import { type Dynos, dollars, formationPrice, monthlyPrice } from "./dyno-prices.ts";
import { ecoPoolPrice, findSize, type SizeTable, sizeTable } from "./dyno-sizes.ts";

/** What one process type is, or shall be. */
export interface Entry extends Dynos {
  readonly type: string;
}

export interface ScaleChange {
  readonly type: string;
  readonly from: Dynos;
  readonly to: Dynos;
}

/** What differs of two formations, in the order of the first. */
export function changesBetween(before: readonly Entry[], after: readonly Entry[]): readonly ScaleChange[] {
  return before.flatMap((from) => {
    const to = after.find(({ type }) => type === from.type) ?? from;
    const isSame = to.quantity === from.quantity && to.size.toLowerCase() === from.size.toLowerCase();
    return isSame ? [] : [{ type: from.type, from, to }];
  });
}

/** `web 1 → 3 × Standard-2X: $50 → $150 a month (+$100)` */
export function changeWords({ type, from, to }: ScaleChange, sizes: SizeTable = sizeTable): string {
  return `${type} ${dynosChange(from, to)}: ${priceChange(from, to, sizes)}`;
}

/** `1 → 3 × Standard-2X`, `1 × Basic → 1 × Standard-1X` */
export function dynosChange(from: Dynos, to: Dynos): string {
  if (from.size.toLowerCase() !== to.size.toLowerCase()) return `${dynosWords(from)} → ${dynosWords(to)}`;
  return from.quantity === to.quantity ? dynosWords(to) : `${from.quantity} → ${dynosWords(to)}`;
}

/** `3 × Standard-2X` */
export function dynosWords({ quantity, size }: Dynos): string {
  return `${quantity} × ${size}`;
}

/** `$50 → $150 a month (+$100)` */
export function priceChange(from: Dynos, to: Dynos, sizes: SizeTable = sizeTable): string {
  const [before, after] = [priceOf(from, sizes), priceOf(to, sizes)];
  if (before !== undefined && after !== undefined) return sumChange(before, after);
  const words = [from, to].map((dynos) => priceWords(dynos, sizes));
  return words[0] === words[1] ? (words[0] ?? "") : words.join(" → ");
}

/** Of the whole app: `$57 → $157 a month (+$100)`; undefined where the price of a running size is not public. */
export function totalChange(
  before: readonly Dynos[],
  after: readonly Dynos[],
  sizes: SizeTable = sizeTable,
): string | undefined {
  const [from, to] = [before, after].map((formation) => formationPrice(withoutEco(formation, sizes), sizes));
  return from === undefined || to === undefined ? undefined : sumChange(from, to);
}

/** `$150 a month`; what else there is to say where dynos have no price of their own. */
export function priceWords(dynos: Dynos, sizes: SizeTable = sizeTable): string {
  const price = priceOf(dynos, sizes);
  if (price !== undefined) return `${dollars(price)} a month`;
  if (findSize(dynos.size, sizes)?.tier === "eco")
    return `in the account's ${dollars(ecoPoolPrice)} pool for Eco dynos`;
  return `the price of ${dynos.size} is not public`;
}

/** No dynos cost nothing, whatever their size. */
function priceOf(dynos: Dynos, sizes: SizeTable): number | undefined {
  return dynos.quantity === 0 ? 0 : monthlyPrice(dynos.size, dynos.quantity, sizes);
}

function sumChange(before: number, after: number): string {
  if (before === after) return `${dollars(after)} a month`;
  const sign = after > before ? "+" : "−";
  return `${dollars(before)} → ${dollars(after)} a month (${sign}${dollars(Math.abs(after - before))})`;
}

function withoutEco(formation: readonly Dynos[], sizes: SizeTable): readonly Dynos[] {
  return formation.filter(({ size }) => findSize(size, sizes)?.tier !== "eco");
}
