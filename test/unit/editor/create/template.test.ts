import assert from "node:assert/strict";
import { test } from "node:test";
import { openVariables, overrides, readTemplate } from "../../../../src/editor/create/template.ts";

const text = JSON.stringify({
  name: "Shop",
  env: {
    SHORT: "a value",
    ASKED: { description: "What for" },
    OPTIONAL: { required: false },
    GENERATED: { generator: "secret" },
    API_TOKEN: { value: "" },
  },
  addons: ["heroku-postgresql:essential-0", { plan: "someone-else:small" }],
  scripts: { postdeploy: { command: "node seed.js" } },
});

test("a template is read as the platform reads an app.json", () => {
  const { name, variables, addons, postdeploy, description } = readTemplate(text);
  assert.deepEqual([name, description, postdeploy], ["Shop", "", "node seed.js"]);
  assert.deepEqual(addons, [
    { plan: "heroku-postgresql:essential-0", about: "Postgres, 1 GB, 20 connections, $5 a month" },
    { plan: "someone-else:small", about: undefined },
  ]);
  assert.deepEqual(
    variables.map(({ key, isRequired, isGenerated, isSecret }) => [key, isRequired, isGenerated, isSecret]),
    [
      ["SHORT", true, false, false],
      ["ASKED", true, false, false],
      ["OPTIONAL", false, false, false],
      ["GENERATED", true, true, true],
      ["API_TOKEN", true, false, true],
    ],
  );
});

test("only what is required and has no value is asked for", () => {
  assert.deepEqual(
    openVariables(readTemplate(text).variables).map(({ key }) => key),
    ["ASKED", "API_TOKEN"],
  );
});

test("only values that differ from the app.json are sent", () => {
  const values = new Map([
    ["SHORT", "a value"],
    ["ASKED", "answer"],
    ["FOREIGN", "x"],
  ]);
  assert.deepEqual(overrides(readTemplate(text).variables, values), { ASKED: "answer" });
});

for (const [wrong, why] of [
  ["{", /not valid JSON/],
  ["[]", /not a JSON object/],
  ["null", /not a JSON object/],
] as const) {
  test(`an app.json that is ${wrong} is refused`, () => assert.throws(() => readTemplate(wrong), why));
}

test("odd shapes are read as nothing, never as a failure", () => {
  const odd = { name: 1, keywords: "x", env: [], addons: {}, scripts: "x" };
  assert.deepEqual(readTemplate(JSON.stringify(odd)).addons, []);
});
