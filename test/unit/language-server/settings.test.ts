import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultSettings } from "../../../src/language/settings.ts";
import { readSettings, settingsSection } from "../../../src/language-server/read-settings.ts";
import { type Diagnostics, LspClient } from "./client.ts";

const uri = "file:///nowhere/Procfile";
const faulty = "web npm start\n";
const has = (code: string) => (published: Diagnostics) => published.diagnostics.some((each) => each.code === code);
const hasNot = (code: string) => (published: Diagnostics) => !has(code)(published);

test("settings of any shape are read: what is wrong has its default", () => {
  for (const value of [undefined, null, 1, "x", [], { procfile: 1 }, { procfile: [], local: { basePort: -1 } }]) {
    assert.deepEqual(readSettings(value), defaultSettings, JSON.stringify(value));
  }
  const set = { procfile: { enabled: false, alignCommands: "yes" }, problems: { a: "off", b: 3, c: "hint" } };
  assert.deepEqual(readSettings({ ...set, local: { basePort: 3000 } }), {
    ...defaultSettings,
    procfile: { ...defaultSettings.procfile, enabled: false },
    problems: { a: "off", c: "hint" },
    local: { basePort: 3000 },
  });
});

test("the section is found bare or wrapped in its name", () => {
  const section = { problems: {} };
  const wraps = [
    section,
    { herokuWorkbench: section },
    { settings: section },
    { settings: { herokuWorkbench: section } },
  ];
  for (const value of wraps) assert.deepEqual(settingsSection(value), section);
});

test("initializationOptions and didChangeConfiguration set a plain client's settings", async () => {
  await using client = await LspClient.start({ initializationOptions: { problems: { "missing-colon": "off" } } });
  client.open(uri, faulty);
  assert.ok(hasNot("missing-colon")(await client.diagnostics(uri)));
  client.notify("workspace/didChangeConfiguration", {
    settings: { herokuWorkbench: { problems: { "missing-colon": "hint" } } },
  });
  const { diagnostics } = await client.diagnostics(uri, has("missing-colon"));
  assert.equal(diagnostics.find(({ code }) => code === "missing-colon")?.severity, 4);
});

test("a client that answers workspace/configuration is asked at the start and after each change", async () => {
  let problems: object = { "missing-colon": "off" };
  const answers = { "workspace/configuration": () => [{ problems }], "client/registerCapability": () => null };
  const workspace = { configuration: true, didChangeConfiguration: { dynamicRegistration: true } };
  await using client = await LspClient.start({ capabilities: { workspace }, answers });
  await client.waitFor(({ method }) => method === "client/registerCapability");
  client.open(uri, faulty);
  assert.ok(hasNot("missing-colon")(await client.diagnostics(uri)));
  problems = {};
  client.notify("workspace/didChangeConfiguration", { settings: null });
  await client.diagnostics(uri, has("missing-colon"));
});

test("a language that is switched off has no problems and no features", async () => {
  await using client = await LspClient.start({ initializationOptions: { procfile: { enabled: false } } });
  client.open(uri, faulty);
  assert.deepEqual((await client.diagnostics(uri)).diagnostics, []);
  assert.equal(await client.request("textDocument/documentSymbol", { textDocument: { uri } }), null);
});
