import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { diffConfigVars, isEmptyDiff, patchOf } from "../../../src/dotenv/diff.ts";
import { mergeConfigVars } from "../../../src/dotenv/merge.ts";

const vars = (entries: Record<string, string>) => new Map(Object.entries(entries));

test("added, changed, removed, unchanged", () => {
  const diff = diffConfigVars(vars({ A: "1", B: "2", C: "" }), vars({ D: "4", B: "3", C: "" }));
  assert.deepEqual(diff, {
    added: [{ key: "D", value: "4" }],
    changed: [{ key: "B", before: "2", after: "3" }],
    removed: [{ key: "A", value: "1" }],
    unchanged: ["C"],
  });
  assert.deepEqual(patchOf(diff), { D: "4", B: "3", A: null });
  assert.ok(isEmptyDiff(diffConfigVars(vars({ A: "" }), vars({ A: "" }))));
});

const merges: [name: string, base: object, ours: object, theirs: object, merged: object, conflicts: string][] = [
  ["nothing changed", { A: "1" }, { A: "1" }, { A: "1" }, { A: "1" }, ""],
  ["we changed", { A: "1" }, { A: "2" }, { A: "1" }, { A: "2" }, ""],
  ["they changed", { A: "1" }, { A: "1" }, { A: "2" }, { A: "2" }, ""],
  ["both the same", { A: "1" }, { A: "2" }, { A: "2" }, { A: "2" }, ""],
  ["both differently", { A: "1" }, { A: "2" }, { A: "3" }, { A: "3" }, "A"],
  ["we removed", { A: "1" }, {}, { A: "1", B: "2" }, { B: "2" }, ""],
  ["we removed what they changed", { A: "1" }, {}, { A: "2" }, { A: "2" }, "A"],
  ["they removed what we changed", { A: "1" }, { A: "2" }, {}, {}, "A"],
  ["both removed", { A: "1" }, {}, {}, {}, ""],
  ["both added", {}, { A: "1", B: "1" }, { A: "1", B: "2" }, { A: "1", B: "2" }, "B"],
];

for (const [name, base, ours, theirs, merged, conflicts] of merges) {
  test(`merge: ${name}`, () => {
    const [one, two, three] = [base, ours, theirs].map((each) => vars(each as Record<string, string>)) as [V, V, V];
    const result = mergeConfigVars(one, two, three);
    assert.deepEqual(Object.fromEntries(result.merged), merged);
    assert.equal(result.conflicts.map(({ key }) => key).join(), conflicts);
  });
}

type V = Map<string, string>;

const some = fc.dictionary(fc.constantFrom(..."ABCD"), fc.constantFrom("", "1", "2")).map(vars);

test("the patch of a diff leads from one side to the other", () => {
  fc.assert(
    fc.property(some, some, (before, after) => {
      const result = new Map(before);
      for (const [key, value] of Object.entries(patchOf(diffConfigVars(before, after)))) {
        if (value === null) result.delete(key);
        else result.set(key, value);
      }
      assert.deepEqual(Object.fromEntries(result), Object.fromEntries(after));
    }),
  );
});

test("who alone changed something gets it", () => {
  fc.assert(
    fc.property(some, some, (base, side) => {
      assert.deepEqual(mergeConfigVars(base, side, base), { merged: new Map(side), conflicts: [] });
      assert.deepEqual(mergeConfigVars(base, base, side), { merged: new Map(side), conflicts: [] });
    }),
  );
});
