import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readSetupManifest } from "../../../../src/sandbox/setups/read-setup-manifest.ts";
import { setupConfigVars } from "../../../../src/sandbox/setups/setup-config-vars.ts";

test("everything that an app.json may say", () => {
  const { manifest, errors } = readSetupManifest(
    JSON.stringify({
      name: "Shop",
      env: { A: "1", B: { description: "b", value: "2", required: false }, C: { generator: "secret" } },
      addons: ["heroku-postgresql", { plan: "heroku-redis:mini", as: "CACHE" }],
      buildpacks: [{ url: "heroku/nodejs" }],
      formation: { web: { quantity: 1, size: "basic" }, worker: { size: "eco" } },
      scripts: { postdeploy: { command: "node seed.js", size: "standard-1x" } },
      stack: "heroku-24",
      success_url: "/welcome",
    }),
  );
  assert.deepEqual(errors, []);
  assert.deepEqual([...manifest.env.keys()], ["A", "B", "C"]);
  assert.deepEqual(manifest.addons, [
    { plan: "heroku-postgresql", as: undefined },
    { plan: "heroku-redis:mini", as: "CACHE" },
  ]);
  assert.deepEqual(manifest.buildpacks, ["heroku/nodejs"]);
  assert.deepEqual(Object.fromEntries(manifest.formation), {
    web: { quantity: 1, size: "basic" },
    worker: { quantity: undefined, size: "eco" },
  });
  assert.deepEqual(manifest.postdeploy, { command: "node seed.js", size: "standard-1x" });
  assert.deepEqual([manifest.stack, manifest.successUrl], ["heroku-24", "/welcome"]);
});

const wrong: [json: string, error: string][] = [
  ["", "app.json is not valid JSON"],
  ["{,}", "app.json is not valid JSON"],
  ["[]", "app.json must be an object"],
  ['{"env":[]}', "env must be an object"],
  ['{"env":{"A":1}}', "config var A must be a string or an object"],
  ['{"env":{"A-B":"1"}}', "config var A-B has a name that is not valid"],
  ['{"env":{"A":{"generator":"dice"}}}', "config var A has an unknown generator"],
  ['{"env":{"A":{"value":1}}}', "value must be a string"],
  ['{"addons":{}}', "addons must be an array"],
  ['{"addons":[1]}', "each of addons must be a string or an object with a plan"],
  ['{"buildpacks":["heroku/nodejs"]}', "each of buildpacks must be an object with a url"],
  ['{"formation":{"web":{"quantity":"1"}}}', "formation web must have a whole number as quantity"],
  ['{"scripts":{"postdeploy":[]}}', "scripts.postdeploy must be a command or an object with a command"],
  ['{"stack":24}', "stack must be a string"],
];
for (const [json, error] of wrong) test(json, () => assert.deepEqual(readSetupManifest(json).errors, [error]));

test("no app.json makes the reader fail", () =>
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const root = { env: value, addons: value, buildpacks: value, formation: value, scripts: value, stack: value };
      for (const text of [JSON.stringify(value), JSON.stringify(root)]) readSetupManifest(text);
    }),
  ));

const env = {
  SECRET: { value: undefined, required: true, isGenerated: true },
  NAME: { value: "demo", required: true, isGenerated: false },
  KEY: { value: undefined, required: true, isGenerated: false },
  EMPTY: { value: "", required: true, isGenerated: false },
  OPTIONAL: { value: undefined, required: false, isGenerated: false },
};

test("what is given wins, secrets are made, what is required and missing is an error", () => {
  const manifest = { env: new Map(Object.entries(env)) };
  const { configVars, errors } = setupConfigVars(manifest, { NAME: "mine", EXTRA: "x" });
  assert.match(configVars["SECRET"] ?? "", /^[0-9a-f]{64}$/);
  assert.deepEqual({ ...configVars, SECRET: "" }, { SECRET: "", NAME: "mine", EXTRA: "x" });
  assert.deepEqual(errors, ["config var KEY is required", "config var EMPTY is required"]);
  assert.deepEqual(setupConfigVars(manifest, { KEY: "k", EMPTY: "e" }).errors, []);
  assert.notEqual(setupConfigVars(manifest, {}).configVars["SECRET"], configVars["SECRET"]);
});
