import type { HerokuError } from "../errors.ts";

export interface BackOff {
  /** Attempts since the last sign of life. */
  readonly failures: number;
  /** After a sign of life the next delay is short again. */
  reset(): void;
  /**
   * Milliseconds: twice as long each time, with jitter, never less than a 429 asks for. Up to 30 s; up to 5 s where
   * nobody answers, which costs nobody anything.
   */
  next(error: HerokuError | undefined): number;
  /** What the server asked for with `retry:`, in milliseconds. */
  base: number;
}

export function createBackOff(random: () => number): BackOff {
  let failures = 0;
  return {
    base: 1000,
    get failures() {
      return failures;
    },
    reset() {
      failures = 0;
    },
    next(error) {
      const asked = error?.kind === "platform" ? (error.retryAfter ?? 0) : 0;
      const most = error?.kind === "network" ? longestUnanswered : longest;
      const delay = Math.min(most, this.base * 2 ** failures++);
      return Math.max(asked, delay * (0.5 + random() / 2));
    },
  };
}

const longest = 30_000;
const longestUnanswered = 5000;
