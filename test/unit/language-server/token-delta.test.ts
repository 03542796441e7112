import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createTokenDeltas, difference } from "../../../src/language-server/token-delta.ts";
import { runs } from "./procfile-texts.ts";

const numbers = fc.array(fc.nat(3), { maxLength: 20 });

test("the difference turns the old tokens into the new ones", () => {
  fc.assert(
    fc.property(numbers, numbers, (before, after) => {
      const result = [...before];
      for (const { start, deleteCount, data } of difference(before, after))
        result.splice(start, deleteCount, ...(data ?? []));
      assert.deepEqual(result, after);
    }),
    { numRuns: runs },
  );
});

test("equal tokens have no difference", () => {
  assert.deepEqual(difference([1, 2], [1, 2]), []);
});

test("an editor that names the last answer gets the difference, any other everything", () => {
  const deltas = createTokenDeltas();
  const { resultId = "" } = deltas.full("a", { data: [1, 2, 3] });
  const next = deltas.since("a", resultId, { data: [1, 9, 3] });
  assert.deepEqual("edits" in next && next.edits, [{ start: 1, deleteCount: 1, data: [9] }]);
  assert.ok("data" in deltas.since("a", resultId, { data: [1] }));
  for (let other = 0; other < 30; other++) deltas.full(String(other), { data: [] });
  assert.ok("data" in deltas.since("a", "3", { data: [1] }), "and documents of long ago are forgotten");
});
