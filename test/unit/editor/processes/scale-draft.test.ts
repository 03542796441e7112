import assert from "node:assert/strict";
import { test } from "node:test";
import { sizesOfPlatform, sizeTable } from "../../../../src/advice/dyno-sizes.ts";
import {
  isWorthAQuestion,
  newProblems,
  type ScaleDraft,
  summaryOf,
  updatesOf,
  withEntry,
  withStep,
} from "../../../../src/editor/processes/scale-draft.ts";

const entry = (type: string, quantity: number, size: string) => ({ type, quantity, size });
const draftOf = (...before: ReturnType<typeof entry>[]): ScaleDraft => ({
  before,
  after: before,
  sizes: sizeTable,
  isInSpace: false,
  isSandbox: false,
});
const standard = draftOf(entry("web", 1, "Standard-2X"), entry("worker", 1, "Standard-1X"));
const basic = draftOf(entry("web", 1, "Basic"), entry("worker", 1, "Basic"));

test("one type is one update, without the size that stays", () =>
  assert.deepEqual(updatesOf(withEntry(standard, entry("web", 3, "Standard-2X"))), [{ type: "web", quantity: 3 }]));

test("several types are one list", () => {
  const draft = withEntry(withEntry(standard, entry("web", 0, "Standard-2X")), entry("worker", 2, "Performance-M"));
  assert.deepEqual(updatesOf(draft), [
    { type: "web", quantity: 0 },
    { type: "worker", quantity: 2, size: "Performance-M" },
  ]);
});

test("a size of another tier takes the other types along", () =>
  assert.deepEqual(updatesOf(withEntry(basic, entry("web", 2, "Standard-1X"))), [
    { type: "web", quantity: 2, size: "Standard-1X" },
    { type: "worker", quantity: 1, size: "Standard-1X" },
  ]));

test("what is put back is no update", () =>
  assert.deepEqual(updatesOf(withStep(withStep(standard, "web", 1), "web", -1)), []));
test("nothing is less than no dynos", () =>
  assert.equal(withStep(draftOf(entry("web", 0, "Basic")), "web", -1).after[0]?.quantity, 0));

test("the question has a line per type, the sum, what stops and what restarts", () => {
  const draft = withEntry(withEntry(standard, entry("web", 3, "Standard-2X")), entry("worker", 0, "Standard-1X"));
  assert.equal(
    summaryOf(draft),
    [
      "web 1 → 3 × Standard-2X: $50 → $150 a month (+$100)",
      "worker 1 → 0 × Standard-1X: $25 → $0 a month (−$25)",
      "The whole app: $75 → $150 a month (+$75)",
      "worker stops: what it does is left undone.",
      "Prices as of 2026-10-05.",
    ].join("\n"),
  );
});

test("the platform's own prices have no date", () => {
  const sizes = sizesOfPlatform([{ name: "Basic", memory: 0.5, cost: { cents: 700, unit: "month" } }]);
  const draft = withEntry({ ...draftOf(entry("web", 1, "Basic")), sizes }, entry("web", 0, "Basic"));
  assert.equal(
    summaryOf(draft),
    "web 1 → 0 × Basic: $7 → $0 a month (−$7)\nweb stops: every visitor gets an error (H14).",
  );
});

for (const { name, wanted, asks } of [
  { name: "more dynos", wanted: entry("worker", 2, "Standard-1X"), asks: true },
  { name: "none", wanted: entry("worker", 0, "Standard-1X"), asks: true },
  { name: "another size", wanted: entry("worker", 1, "Standard-2X"), asks: true },
  { name: "nothing new", wanted: entry("worker", 1, "Standard-1X"), asks: false },
]) {
  test(`${name} is ${asks ? "" : "not "}worth a question`, () =>
    assert.equal(isWorthAQuestion(withEntry(standard, wanted)), asks));
}
test("fewer, but some, is not worth a question", () =>
  assert.equal(isWorthAQuestion(withStep(draftOf(entry("web", 3, "Standard-1X")), "web", -1)), false));
test("the sandbox asks nothing", () =>
  assert.equal(isWorthAQuestion(withStep({ ...standard, isSandbox: true }, "web", 1)), false));

test("a problem that was there before is not held against the change", () => {
  const old = draftOf(entry("web", 2, "Basic"), entry("worker", 1, "Basic"));
  assert.deepEqual(newProblems(withStep(old, "worker", -1)), []);
  assert.deepEqual(
    newProblems(withStep(old, "worker", 1)).map(({ type }) => type),
    ["worker"],
  );
});
