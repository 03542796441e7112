import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { editDistance } from "../../../../src/language/edit-distance.ts";
import { nearest } from "../../../../src/procfile/commands/nearest.ts";

const distances: readonly (readonly [string, string, number])[] = [
  ["", "", 0],
  ["worker", "worker", 0],
  ["wroker", "worker", 1],
  ["workr", "worker", 1],
  ["workers", "worker", 1],
  ["wirker", "worker", 1],
  ["kitten", "sitting", 3],
  ["abcdef", "uvwxyz", 4],
];

test("the distance of two names, up to a bound", async (t) => {
  for (const [one, other, expected] of distances) {
    await t.test(`${one} ${other}`, () => assert.equal(editDistance(one, other, 3), expected));
  }
});

test("like names come best first, other words not at all", () => {
  assert.deepEqual(nearest("server.js", ["serve.js", "server.ts", "index.js", "servr.j"]), [
    "serve.js",
    "server.ts",
    "servr.j",
  ]);
  assert.deepEqual(nearest("x", ["yyy", "xyz"]), []);
  assert.deepEqual(nearest("start", ["start"]), []);
});

test("the distance is symmetric, and zero for the same name only", () => {
  const property = fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
    assert.equal(editDistance(one, other, 20), editDistance(other, one, 20));
    assert.equal(editDistance(one, other, 20) === 0, one === other);
  });
  fc.assert(property, { numRuns: 300 });
});
