import assert from "node:assert/strict";
import { test } from "node:test";
import { missingKeys } from "../../../../src/editor/local/missing-keys.ts";

const keys = (env: unknown, known: readonly string[] = []) =>
  missingKeys(JSON.stringify({ env }), new Set(known)).map(({ key }) => key);

const cases: [name: string, env: unknown, known: string[], missing: string[]][] = [
  ["required unless it says otherwise", { A: {}, B: { required: true }, C: { required: false } }, [], ["A", "B"]],
  ["not what has a value", { A: "1", B: { value: "" }, C: { value: "x" } }, [], []],
  ["not what is made", { A: { generator: "secret" } }, [], []],
  ["not what is known", { A: {}, B: {} }, ["B"], ["A"]],
  ["not what no shell could have", { "A-B": {}, "1A": {}, "A=B": {} }, [], []],
  ["an env that is none", ["A"], [], []],
  ["no env", undefined, [], []],
  ["a key whose value is nonsense", { A: 5, B: null }, [], ["A", "B"]],
];
for (const [name, env, known, missing] of cases) {
  test(`app.json requires: ${name}`, () => assert.deepEqual(keys(env, known), missing));
}

for (const text of ["", "{", "null", "[]", '{"env": 3}', "// JSON with comments\n{}"]) {
  test(`nothing is required by ${JSON.stringify(text)}`, () => assert.deepEqual(missingKeys(text, new Set()), []));
}

test("a byte order mark and descriptions", () => {
  const text = '\uFEFF{"env":{"KEY":{"description":"From the dashboard"},"ODD":{"description":3}}}';
  assert.deepEqual(missingKeys(text, new Set()), [
    { key: "KEY", description: "From the dashboard" },
    { key: "ODD", description: "" },
  ]);
});
