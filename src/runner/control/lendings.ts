import type { Runner } from "../runner.ts";
import { endLoan } from "./loans.ts";
import type { Loan } from "./protocol.ts";

/** What one connection has borrowed. */
export interface Lendings {
  lent(loan: Loan): void;
  /** Gives a copy back, whoever has it. False when nobody has. */
  giveBack(name: string): boolean;
  /** The connection is over: what it still has goes back. */
  end(): void;
}

export function createLendings(runner: Runner): Lendings {
  const loans = new Map<string, { readonly loan: Loan; readonly since: Date | undefined }>();
  let isOver = false;

  const sinceOf = (name: string): Date | undefined => {
    const state = runner.status().find((one) => one.name === name)?.state;
    return state?.kind === "borrowed" ? state.since : undefined;
  };

  const giveBack = (name: string): boolean => {
    const ours = loans.get(name);
    loans.delete(name);
    if (ours) endLoan(ours.loan);
    // Somebody stopped the copy here, and another has borrowed it since: that one keeps it.
    return (ours === undefined || ours.since === sinceOf(name)) && runner.giveBack(name);
  };

  const end = (): void => {
    isOver = true;
    for (const name of [...loans.keys()]) giveBack(name);
  };

  return {
    giveBack,
    end,
    lent(loan) {
      loans.set(loan.name, { loan, since: sinceOf(loan.name) });
      // The borrower went while the copy was stopping.
      if (isOver) end();
    },
  };
}
