import assert from "node:assert/strict";
import { test } from "node:test";
import { createCrashLadder } from "../../../../src/sandbox/dynos/crash-ladder.ts";

test("the first start comes at once, the others later and later", () => {
  const ladder = createCrashLadder([20, 40, 80]);
  assert.deepEqual(
    [0, 0, 0, 0, 0, 0].map((upFor) => ladder.next(upFor)),
    [0, 20, 40, 80, 80, 80],
  );
});

test("a dyno that ran for long starts from the beginning", () => {
  const ladder = createCrashLadder([20, 40]);
  assert.deepEqual(
    [0, 0, 599_999, 600_000, 0].map((upFor) => ladder.next(upFor)),
    [0, 20, 40, 0, 20],
  );
});

test("without steps it does not spin", () => {
  const ladder = createCrashLadder([]);
  assert.deepEqual([ladder.next(0), ladder.next(0) > 1000], [0, true]);
});
