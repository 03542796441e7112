import assert from "node:assert/strict";
import { test } from "node:test";
import { createRateLimit } from "../../../../src/sandbox/api/rate-limit.ts";

test("the pool empties, refuses, and refills steadily up to its size", () => {
  let now = 1_000_000;
  const limit = createRateLimit({ pool: 10, perMinute: 60, now: () => now });
  for (let left = 9; left >= 0; left--) {
    assert.equal(limit.take(), true);
    assert.equal(limit.remaining(), left);
  }
  assert.equal(limit.take(), false);
  now += 999;
  assert.equal(limit.take(), false);
  now += 1;
  assert.equal(limit.remaining(), 1);
  assert.equal(limit.take(), true);
  now += 3_600_000;
  assert.equal(limit.remaining(), 10);
});

test("the platform's pool counts exactly", () => {
  const limit = createRateLimit({ pool: 4500, perMinute: 75, now: () => 1_763_000_000_123 });
  for (let taken = 1; taken <= 4500; taken++) {
    assert.equal(limit.take(), true);
    assert.equal(limit.remaining(), 4500 - taken);
  }
  assert.equal(limit.take(), false);
});
