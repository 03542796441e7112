import assert from "node:assert/strict";
import { test } from "node:test";
import { type ConfigChange, planConfigChange } from "../../../../src/sandbox/actions/change-config-vars.ts";

const before = { A: "1", B: "2" };
const cases: [change: ConfigChange, after: Record<string, string>, description: string][] = [
  [{ C: "3" }, { A: "1", B: "2", C: "3" }, "Set C config vars"],
  [{ A: "9", C: "" }, { A: "9", B: "2", C: "" }, "Set A, C config vars"],
  [{ A: null }, { B: "2" }, "Remove A config vars"],
  [{ A: null, B: "3" }, { B: "3" }, "Update B, A config vars"],
  [{ A: "1", B: "3" }, { A: "1", B: "3" }, "Set B config vars"],
];
for (const [change, configVars, description] of cases) {
  test(JSON.stringify(change), () => assert.deepEqual(planConfigChange(before, change), { configVars, description }));
}

for (const change of [{}, { A: "1" }, { Z: null }]) {
  test(`${JSON.stringify(change)} changes nothing`, () => assert.equal(planConfigChange(before, change), undefined));
}

test("__proto__ is a name like any other", () => {
  const plan = planConfigChange({}, JSON.parse('{"__proto__":"x"}'));
  assert.deepEqual(Object.entries(plan?.configVars ?? {}), [["__proto__", "x"]]);
});
