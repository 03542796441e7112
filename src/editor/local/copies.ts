import type { LocalRun } from "./local-runs.ts";

/** Of one type at once; the runner itself takes a thousand processes in all. */
export const mostCopies = 99;

/** What is wrong with what a person typed for a number of copies. */
export function complaintAboutCopies(text: string): string | undefined {
  return /^\s*\d{1,2}\s*$/.test(text) ? undefined : `A whole number from 0 to ${mostCopies}.`;
}

export function copiesNow({ copies }: Pick<LocalRun, "copies">, type: string): number {
  return [...copies.values()].filter((copy) => copy.type === type).length;
}
