import { killStrays } from "../../process/strays.ts";
import type { Loan } from "./protocol.ts";

/** By which everything is known that a borrowed copy starts, also what leaves its group or outlives its borrower. */
const variable = "HEROKU_WORKBENCH_LOAN";

/** Of a copy that is lent, by whatever run: when the runner is killed, its watcher finds what the copy started. */
export function loanVariables(runId: string): Readonly<Record<string, string>> {
  return { [variable]: `${runId}.` };
}

/** A loan whose processes are found again: whatever gets its variables does not outlive it. */
export function markLoan(loan: Loan): Loan {
  return { ...loan, env: { ...loan.env, [variable]: `${loan.env[variable] ?? ""}${crypto.randomUUID()}` } };
}

/** Kills what is left of a marked loan, before the copy starts elsewhere. On Linux only; see `findStrays`. */
export function endLoan({ env }: Pick<Loan, "env">): void {
  const mark = env[variable];
  if (mark !== undefined) killStrays((environment) => environment.includes(`\0${variable}=${mark}\0`));
}
