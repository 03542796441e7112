/** How long to wait after each crash: not at all the first time, then longer and longer (Dev Center: dynos, restart policy). */
export interface CrashLadder {
  /** Milliseconds until the next start, after a run that had been up for `upFor` ms. */
  next(upFor: number): number;
}

/** A dyno that ran this long has recovered: its next crash counts as the first. */
const calmAfter = 10 * 60 * 1000;

export function createCrashLadder(steps: readonly number[]): CrashLadder {
  let crashes = 0;
  return {
    next(upFor) {
      if (upFor >= calmAfter) crashes = 0;
      const pause = crashes === 0 ? 0 : (steps[Math.min(crashes, steps.length) - 1] ?? calmAfter);
      crashes++;
      return pause;
    },
  };
}
