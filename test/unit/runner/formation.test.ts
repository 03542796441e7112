import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { copiesOf, parseChosen, parseFormation, unknownTypes } from "../../../src/runner/formation.ts";

const types = ["alpha", "bravo", "worker"];

describe("a formation", () => {
  const table: Readonly<Record<string, readonly number[]>> = {
    "alpha=2": [2, 0, 0],
    "all=1,worker=0": [1, 1, 0],
    "worker=0,all=1": [1, 1, 0],
    "alpha   =   2, bravo = 3": [2, 3, 0],
    "all=2": [2, 2, 2],
    "alpha=1,alpha=3": [3, 0, 0],
  };
  for (const [text, expected] of Object.entries(table)) {
    test(text, () => {
      const reading = parseFormation(text);
      assert.ok(reading.kind === "formation");
      assert.deepEqual(
        types.map((type) => copiesOf(reading.formation, type)),
        expected,
      );
    });
  }
});

describe("no formation", () => {
  for (const text of ["foo=x", "foo=", "=", "=1", ",", ",,,", "foo===2", "", "foo", "foo=-1", "foo=1.5", "a b=1"]) {
    test(JSON.stringify(text), () => {
      const reading = parseFormation(text);
      assert.ok(reading.kind === "invalid");
      assert.match(reading.message, /Write it as web=2,worker=1/);
    });
  }
});

test("names after start: only these, one each unless said", () => {
  for (const names of [["alpha", "worker=2"], ["alpha,worker=2"]]) {
    const reading = parseChosen(names);
    assert.ok(reading.kind === "formation");
    assert.deepEqual(
      types.map((type) => copiesOf(reading.formation, type)),
      [1, 0, 2],
    );
  }
  const everything = parseChosen([]);
  assert.ok(everything.kind === "formation");
  assert.equal(copiesOf(everything.formation, "bravo"), 1);
});

test("an unknown name is said, with the known ones", () => {
  const reading = parseFormation("alpha=1,nope=2");
  assert.ok(reading.kind === "formation");
  assert.equal(
    unknownTypes([...reading.formation.types.keys()], types),
    'The Procfile has no process type "nope". It has alpha, bravo, worker.',
  );
});
