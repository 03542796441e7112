import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { CompletionItem, TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { appJsonCompletion } from "../../../../src/language-server/app-json/completion.ts";
import { contextOf } from "./context.ts";

async function complete(marked: string, client = { snippets: true }): Promise<CompletionItem[]> {
  const { context, position } = contextOf(marked, { client });
  return appJsonCompletion(context, position);
}

/** The text after the item is taken. */
function taken(marked: string, item: CompletionItem | undefined): string {
  assert.ok(item?.textEdit, "no such item");
  return TextDocument.applyEdits(contextOf(marked).context.text, [item.textEdit as TextEdit]);
}

const offers: readonly [name: string, marked: string, labels: readonly string[]][] = [
  [
    "top level",
    '{ "|" }',
    ["name", "env", "formation", "addons", "buildpacks", "environments", "stack", "success_url"],
  ],
  ["an empty object", "{ | }", ["env", "formation"]],
  ["stack", '{ "stack": | }', ['"heroku-26"', '"heroku-24"', '"container"']],
  ["size", '{ "formation": { "web": { "size": "|" } } }', ['"basic"', '"performance-2xl"', '"dyno-1c-0.5gb"']],
  ["keys of a process type", '{ "formation": { "web": { "|" } } }', ["quantity", "size"]],
  ["process types", '{ "formation": { "|" } }', ["web", "worker"]],
  ["process types of an environment", '{ "environments": { "review": { "formation": { | } } } }', ["web", "worker"]],
  ["config vars", '{ "env": { "|" } }', ["API_TOKEN", "SESSION_SECRET", "STRIPE_KEY"]],
  ["keys of a config var", '{ "env": { "A": { "|" } } }', ["description", "value", "required", "generator"]],
  ["generator", '{ "env": { "A": { "generator": "|" } } }', ['"secret"']],
  ["add-ons", '{ "addons": ["|"] }', ['"heroku-postgresql:essential-0"', '"heroku-redis:mini"']],
  ["plan", '{ "addons": [{ "plan": "|" }] }', ['"heroku-postgresql:essential-0"']],
  [
    "buildpacks",
    '{ "buildpacks": [{ "url": "|" }] }',
    ['"heroku/nodejs"', '"https://github.com/heroku/heroku-buildpack-ruby"'],
  ],
  ["environments", '{ "environments": { "|" } }', ["test", "review"]],
  ["scripts of a test run", '{ "environments": { "test": { "scripts": { "|" } } } }', ["test", "test-setup"]],
  ["with a schema from elsewhere", '{ "$schema": "https://example.com/none.json", "|" }', ["env", "formation"]],
];

describe("completion in app.json", () => {
  for (const [name, marked, labels] of offers) {
    it(`offers ${name}`, async () => {
      const found = (await complete(marked)).map(({ label }) => label);
      for (const label of labels) assert.ok(found.includes(label), `${label} among ${found.join(" ")}`);
    });
  }

  it("leaves out what is there, and release, which cannot be scaled", async () => {
    const labels = (await complete('{ "formation": { "web": {}, "|" } }')).map(({ label }) => label);
    assert.deepEqual(
      labels.filter((label) => /^[a-z]+$/.test(label)),
      ["worker"],
    );
  });

  it("writes a process type as it runs on the linked app", async () => {
    const marked = '{ "formation": { "|" } }';
    const item = (await complete(marked)).find(({ label }) => label === "web");
    const places = taken(marked, item).replace(/[$][{](\d):([^}]*)[}]/g, "<$1 $2>");
    assert.equal(places, '{ "formation": { "web": { "quantity": <1 2>, "size": "<2 standard-1x>" } } }');
    assert.equal(item?.detail, "npm start");
  });

  it("writes only the key when a value stands there, and a comma before another key", async () => {
    const before = '{ "formation": { "w|": {} } }';
    assert.equal(
      taken(
        before,
        (await complete(before)).find(({ label }) => label === "worker"),
      ),
      '{ "formation": { "worker": {} } }',
    );
    const between = '{ "env": { | "Z": "1" } }';
    const text = taken(
      between,
      (await complete(between)).find(({ label }) => label === "SESSION_SECRET"),
    );
    assert.equal(text, '{ "env": { "SESSION_SECRET": { "description": "$1", "generator": "secret" }, "Z": "1" } }');
  });

  it("writes no places for a client without snippets", async () => {
    const marked = '{ "formation": { "|" } }';
    const items = await complete(marked, { snippets: false });
    const text = taken(
      marked,
      items.find(({ label }) => label === "web"),
    );
    assert.deepEqual(JSON.parse(text), { formation: { web: { quantity: 2, size: "standard-1x" } } });
    for (const place of ["{ | }", '{ "formation": | }', '{ "env": { "A": | } }', '{ "addons": [ | ] }'])
      for (const item of await complete(place, { snippets: false }))
        assert.doesNotMatch(item.insertText ?? item.textEdit?.newText ?? "", /\$/);
  });

  it("says what a size is", async () => {
    const item = (await complete('{ "formation": { "web": { "size": "|" } } }')).find(({ label }) => label === '"eco"');
    assert.match(item?.detail ?? "", /512 MB/);
  });

  it("is silent in another tool's app.json", async () => assert.deepEqual(await complete('{ "expo": { "|" } }'), []));

  it("never throws", async () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      '"env"',
      '"formation"',
      '"web"',
      "\n",
      " ",
      "//",
      "|",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 25 }), async (parts) => {
        await complete(parts.join(""));
      }),
      { numRuns: Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 300) },
    );
    assert.deepEqual(await complete(`|${"[".repeat(200_000)}`), []);
  });
});
