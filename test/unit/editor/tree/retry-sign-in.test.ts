import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionState } from "../../../../src/editor/services.ts";
import { createRetry } from "../../../../src/editor/tree/retry-sign-in.ts";

function at(clock: { now: number }, seconds: number): number {
  clock.now = seconds * 1000;
  return clock.now;
}

test("a host that was not to be had is asked again every few seconds", () => {
  const clock = { now: 0 };
  const isTime = createRetry(() => clock.now);
  const away: SessionState = { kind: "signed-out", reason: "No network.", cause: "unreachable" };
  const times = [0, 3, 4, 5, 8].filter((seconds) => at(clock, seconds) >= 0 && isTime(away));
  assert.deepEqual(times, [4, 8]);
});

for (const state of [
  { kind: "loading" },
  { kind: "signed-out" },
  { kind: "signed-out", reason: "Rejected.", cause: "rejected" },
] satisfies SessionState[]) {
  test(`${JSON.stringify(state)} waits for the person`, () => {
    const clock = { now: 0 };
    const isTime = createRetry(() => clock.now);
    assert.deepEqual(
      [0, 100, 1000].filter((seconds) => at(clock, seconds) >= 0 && isTime(state)),
      [],
    );
  });
}
