import assert from "node:assert/strict";
import { test } from "node:test";
import { scalingProblem } from "../../../../src/sandbox/actions/scaling-rules.ts";
import type { FormationRecord } from "../../../../src/sandbox/store/records.ts";

const entry = (type: string, quantity: number, size: string): FormationRecord => ({
  ...{ id: type, appId: "a", command: "x", createdAt: "", updatedAt: "" },
  ...{ type, quantity, size },
});

/** `web 1 Basic, worker 0 Basic` */
function formation(text: string): FormationRecord[] {
  return text.split(", ").map((part) => {
    const [type = "", quantity, size = ""] = part.split(" ");
    return entry(type, Number(quantity), size);
  });
}

const mixture = (names: string) => `Cannot use the following dyno types in the same app: ${names}.`;
const cases: [before: string, after: string, problem: string | undefined][] = [
  ["web 1 Eco, worker 0 Eco", "worker 1 Eco", undefined],
  ["web 1 Eco, worker 0 Eco", "web 2 Eco", "Cannot update to more than 1 Eco size dynos per process type."],
  ["web 1 Eco, worker 1 Eco, clock 0 Eco", "clock 1 Eco", "Cannot run more than 2 Eco size dynos."],
  ["web 1 Eco, worker 1 Eco", "web 1 Basic", mixture("Basic and Eco")],
  ["web 1 Eco, worker 0 Eco", "web 1 Standard-1X", undefined],
  ["web 1 Standard-1X, worker 0 Eco", "worker 1 Eco", mixture("Standard-1X and Eco")],
  ["web 1 Basic, worker 1 Basic", "web 1 Standard-2X, worker 1 Performance-M", undefined],
  ["web 1 Basic, worker 1 Basic", "worker 2 Standard-1X", mixture("Basic and Standard-1X")],
  ["web 1 Basic, worker 0 Basic", "web 3 Basic", undefined],
  ["web 60 Standard-1X, worker 40 Standard-1X", "web 61 Standard-1X", "The sandbox runs at most 100 dynos per app."],
  [
    "web 1 Basic, release 0 Basic",
    "release 1 Basic",
    "The release process runs by itself, once for each release. It cannot be scaled.",
  ],
];
for (const [before, after, problem] of cases) {
  test(`${before} → ${after}`, () => {
    const known = formation(before);
    const scalings = formation(after).map(({ type, quantity, size }) => {
      const found = known.find((one) => one.type === type);
      assert.ok(found);
      return { entry: found, quantity, size };
    });
    assert.equal(scalingProblem(known, scalings), problem);
  });
}
