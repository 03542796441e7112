import { monthlyPrice } from "../../advice/dyno-prices.ts";

/** The platform's own limit of dynos per app (Dev Center, limits). */
const most = 100;

export function complaintAboutQuantity(text: string): string | undefined {
  const isWhole = /^\s*\d{1,6}\s*$/.test(text);
  return isWhole && Number(text) <= most ? undefined : `A whole number from 0 to ${most}.`;
}

/** What a scale does to the bill, in a sentence. */
export function priceChange(size: string, from: number, to: number): string {
  const before = monthlyPrice(size, from);
  const after = monthlyPrice(size, to);
  if (before === undefined || after === undefined) return `The price of ${size} dynos is not known here.`;
  const difference = after - before;
  const sign = difference < 0 ? "less" : "more";
  return `That is $${Math.abs(difference)} a month ${sign} ($${after} in all for this process type).`;
}
