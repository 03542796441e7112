import type { SessionState, SignedOutCause } from "../services.ts";

/** Milliseconds between two looks, by why nobody is signed in; the others wait for the person. */
const periods: Partial<Record<SignedOutCause, number>> = {
  "sandbox-stopped": 4000,
  unreachable: 4000,
  "timed-out": 10_000,
  "rate-limited": 15_000,
  "platform-problem": 15_000,
};

/** Says when to try again to sign in where only the platform, the network or the sandbox was missing. */
export function createRetry(now: () => number = Date.now): (state: SessionState) => boolean {
  let cause: SignedOutCause | undefined;
  let last = 0;
  return (state) => {
    const found = state.kind === "signed-out" ? state.cause : undefined;
    if (found !== cause) last = now();
    cause = found;
    const period = found && periods[found];
    if (period === undefined || now() - last < period) return false;
    last = now();
    return true;
  };
}
