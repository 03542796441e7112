import { mostDynos } from "../../advice/scale-rules.ts";

/** What is wrong with what a person typed for a number of dynos. */
export function complaintAboutQuantity(text: string): string | undefined {
  const isWhole = /^\s*\d{1,6}\s*$/.test(text);
  return isWhole && Number(text) <= mostDynos ? undefined : `A whole number from 0 to ${mostDynos}.`;
}
