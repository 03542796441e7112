import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ConfigVars } from "../../../../src/dotenv/diff.ts";
import { type Review, type SaveSteps, type Side, saveConfig } from "../../../../src/editor/config/save-config.ts";

type Values = Record<string, string>;
const vars = (entries: Values) => new Map(Object.entries(entries));

/** An app that remembers how often it was written; `edits` happen to it while the person thinks. */
function app(now: Values, { sides = {}, agrees = true, edits = [] }: Script = {}) {
  let state: ConfigVars = vars(now);
  const reviews: Review[] = [];
  const patches: Readonly<Record<string, string | null>>[] = [];
  const asked: string[] = [];
  const steps: SaveSteps = {
    fetch: async () => state,
    choose: async (conflicts) => {
      asked.push(...conflicts.map(({ key }) => key));
      if (conflicts.some(({ key }) => sides[key] === undefined)) return undefined;
      return new Map(Object.entries(sides));
    },
    confirm: async (review) => {
      reviews.push(review);
      const edit = edits.shift();
      if (edit !== undefined) state = vars(edit);
      return agrees;
    },
    send: async (patch) => {
      patches.push(patch);
      const after = new Map(state);
      for (const [key, value] of Object.entries(patch)) {
        if (value === null) after.delete(key);
        else after.set(key, value);
      }
      state = after;
      return state;
    },
  };
  return { steps, reviews, patches, asked, now: () => Object.fromEntries(state) };
}

interface Script {
  readonly sides?: Readonly<Record<string, Side>>;
  readonly agrees?: boolean;
  readonly edits?: Values[];
}

test("added, changed and removed go with one request", async () => {
  const demo = app({ A: "1", B: "2", C: "3" });
  const outcome = await saveConfig(vars({ A: "1", B: "2", C: "3" }), vars({ A: "1", B: "x", D: "4" }), demo.steps);
  assert.equal(outcome.kind, "saved");
  assert.deepEqual(demo.patches, [{ D: "4", B: "x", C: null }]);
});

test("nothing changed: nothing is asked or sent", async () => {
  const demo = app({ A: "1", NEW: "by others" });
  const outcome = await saveConfig(vars({ A: "1" }), vars({ A: "1" }), demo.steps);
  assert.deepEqual([outcome.kind, demo.patches.length, demo.reviews.length], ["unchanged", 0, 0]);
});

test("declined: nothing is sent", async () => {
  const demo = app({ A: "1" }, { agrees: false });
  assert.equal((await saveConfig(vars({ A: "1" }), vars({ A: "2" }), demo.steps)).kind, "declined");
  assert.deepEqual(demo.patches, []);
});

test("what others changed meanwhile stays, and is said", async () => {
  const demo = app({ A: "1", THEIRS: "2" });
  await saveConfig(vars({ A: "1", GONE: "1" }), vars({ A: "2", GONE: "1" }), demo.steps);
  assert.deepEqual(demo.now(), { A: "2", THEIRS: "2" });
  assert.deepEqual(demo.patches, [{ A: "2" }]);
  assert.deepEqual(demo.reviews[0]?.meanwhile, ["GONE", "THEIRS"]);
});

test("a key that both changed is asked, and each answer counts", async () => {
  const demo = app({ A: "theirs", B: "theirs" }, { sides: { A: "ours", B: "theirs" } });
  await saveConfig(vars({ A: "0", B: "0", C: "0" }), vars({ A: "ours", B: "ours", C: "0" }), demo.steps);
  assert.deepEqual(demo.asked.sort(), ["A", "B"]);
  assert.deepEqual(demo.now(), { A: "ours", B: "theirs" });
});

test("a conflict that is not settled is a decline", async () => {
  const demo = app({ A: "theirs" });
  assert.equal((await saveConfig(vars({ A: "0" }), vars({ A: "ours" }), demo.steps)).kind, "declined");
  assert.deepEqual(demo.now(), { A: "theirs" });
});

test("a change while the person reads the review is seen before anything is sent", async () => {
  const demo = app({ A: "1" }, { edits: [{ A: "1", LATE: "x" }] });
  await saveConfig(vars({ A: "1" }), vars({ A: "2" }), demo.steps);
  assert.deepEqual(demo.now(), { A: "2", LATE: "x" });
  assert.deepEqual(demo.reviews[1]?.meanwhile, ["LATE"]);
  const conflict = app({ A: "1" }, { edits: [{ A: "late" }], sides: { A: "theirs" } });
  assert.equal((await saveConfig(vars({ A: "1" }), vars({ A: "2" }), conflict.steps)).kind, "unchanged");
  assert.deepEqual([conflict.asked, conflict.now()], [["A"], { A: "late" }]);
});

const some = fc.dictionary(fc.constantFrom(..."ABCD"), fc.constantFrom("", "1", "2"), { noNullPrototype: true });
const answers = fc.record(Object.fromEntries([..."ABCD"].map((key) => [key, fc.constantFrom<Side>("ours", "theirs")])));

test("whoever changes what and whenever, nobody's change is lost but to an answer", async () => {
  await fc.assert(
    fc.asyncProperty(
      some,
      some,
      some,
      fc.array(some, { maxLength: 2 }),
      answers,
      async (base, ours, theirs, edits, sides) => {
        const last = edits.at(-1) ?? theirs;
        const demo = app(theirs, { edits: [...edits], sides });
        await saveConfig(vars(base), vars(ours), demo.steps);
        assert.ok(demo.patches.length <= 1);
        if (demo.reviews.length < edits.length) return;
        for (const key of "ABCD") {
          const after = demo.now()[key];
          if (ours[key] === base[key] && edits.length === 0) assert.equal(after, theirs[key], "only theirs");
          else if (last[key] === base[key] && edits.length === 0) assert.equal(after, ours[key], "only ours");
          else assert.ok(after === ours[key] || after === last[key] || edits.length > 0);
        }
      },
    ),
    { numRuns: 500 },
  );
});
