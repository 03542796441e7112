import { pricesAsOf, type SizeTable } from "../../advice/dyno-sizes.ts";
import { type ScaleProblem, scaleProblems, withSize } from "../../advice/scale-rules.ts";
import { changesBetween, changeWords, type Entry, type ScaleChange, totalChange } from "../../advice/scale-words.ts";
import type { ScaleUpdate } from "../../heroku/resources/formation.ts";

/** The formation of an app as it is, and as a person wants it. */
export interface ScaleDraft {
  readonly before: readonly Entry[];
  readonly after: readonly Entry[];
  /** What the app may have, with prices. */
  readonly sizes: SizeTable;
  readonly isInSpace: boolean;
  /** Costs nothing and knows none of the rules; what would be so on Heroku is only said. */
  readonly isSandbox: boolean;
}

export function withEntry(draft: ScaleDraft, { type, quantity, size }: Entry): ScaleDraft {
  const sized = withSize(draft.after, type, size, draft.sizes);
  return { ...draft, after: sized.map((entry) => (entry.type === type ? { ...entry, quantity } : entry)) };
}

/** One dyno more or less. */
export function withStep(draft: ScaleDraft, type: string, step: -1 | 1): ScaleDraft {
  const after = draft.after.map((entry) =>
    entry.type === type ? { ...entry, quantity: Math.max(0, entry.quantity + step) } : entry,
  );
  return { ...draft, after };
}

export function changesOf({ before, after }: ScaleDraft): readonly ScaleChange[] {
  return changesBetween(before, after);
}

/** What one PATCH has to hold: a size only where it is another. */
export function updatesOf(draft: ScaleDraft): readonly ScaleUpdate[] {
  return changesOf(draft).map(({ type, from, to }) => ({
    type,
    quantity: to.quantity,
    ...(from.size === to.size ? {} : { size: to.size }),
  }));
}

/** What the platform would refuse of the draft and does not refuse as it is. */
export function newProblems({ before, after, sizes, isInSpace }: ScaleDraft): readonly ScaleProblem[] {
  const old = new Set(scaleProblems(before, { sizes, isInSpace }).map(({ text }) => text));
  return scaleProblems(after, { sizes, isInSpace }).filter(({ text }) => !old.has(text));
}

/** A line per process type, the sum, and what stops or is unusual. */
export function summaryOf(draft: ScaleDraft): string {
  const changes = changesOf(draft);
  const total = totalChange(draft.before, draft.after, draft.sizes);
  const lines = [
    ...changes.map((change) => changeWords(change, draft.sizes)),
    ...(changes.length > 1 && total !== undefined ? [`The whole app: ${total}`] : []),
    ...consequences(changes),
    ...newProblems(draft).map(({ text }) => text),
    ...(changes.some(({ to }) => draft.sizes.get(to.size.toLowerCase())?.isDated)
      ? [`Prices as of ${pricesAsOf}.`]
      : []),
  ];
  return lines.join("\n");
}

/** More costs more, another size restarts, and none at all interrupts whoever uses it. */
export function isWorthAQuestion(draft: ScaleDraft): boolean {
  if (draft.isSandbox) return false;
  return changesOf(draft).some(
    ({ from, to }) => to.quantity > from.quantity || to.quantity === 0 || to.size !== from.size,
  );
}

function consequences(changes: readonly ScaleChange[]): readonly string[] {
  return changes.flatMap(({ type, from, to }) => {
    if (to.quantity === 0 && from.quantity > 0)
      return [
        type === "web"
          ? "web stops: every visitor gets an error (H14)."
          : `${type} stops: what it does is left undone.`,
      ];
    return to.size !== from.size && from.quantity > 0 && to.quantity > 0 ? [`Dynos of ${type} restart.`] : [];
  });
}
