import assert from "node:assert/strict";
import { test } from "node:test";
import { inLine } from "../../../../src/language/text.ts";
import type { DotenvContext } from "../../../../src/language-server/contexts.ts";
import { dotenvDefinition, dotenvReferences } from "../../../../src/language-server/dotenv/definition.ts";
import { prepareDotenvRename, renameDotenvKey } from "../../../../src/language-server/dotenv/rename.ts";
import { readManifest } from "../../../../src/manifest/read-manifest.ts";
import { applyEdits } from "../apply-edits.ts";
import { dotenvContext, uriOf } from "../context-of.ts";

const files: Readonly<Record<string, string>> = {
  ".env": "KEY=1\nOTHER=$KEY\nKEY=2\n",
  Procfile: `web: x $KEY '$KEY'\nworker: KEY=1 y $\{KEY:-z} $KEYS\n`,
  "app.json": '{ "env": { "KEY": "a", "TAKEN": "b" } }\n',
};
const inCode = { file: "a.js", range: inLine(3, 12, 15) };
const onKey = { line: 0, character: 2 };

function project(): DotenvContext {
  const manifest = readManifest(files["app.json"] ?? "", "app.json");
  return dotenvContext(files[".env"] ?? "", {
    files,
    facts: { manifest, configVarUses: new Map([["KEY", [inCode]]]) },
  });
}

test("a key is renamed in its file, in the Procfile and in app.json, and not in code", async () => {
  const { changes = {} } = (await renameDotenvKey(project(), onKey, "NEW")) ?? {};
  const renamed = Object.fromEntries(
    Object.entries(files).map(([file, text]) => [file, applyEdits(text, changes[uriOf(file)] ?? [])]),
  );
  assert.deepEqual(renamed, {
    ".env": "NEW=1\nOTHER=$KEY\nNEW=2\n",
    Procfile: `web: x $NEW '$KEY'\nworker: KEY=1 y $\{NEW:-z} $KEYS\n`,
    "app.json": '{ "env": { "NEW": "a", "TAKEN": "b" } }\n',
  });
  assert.deepEqual(Object.keys(changes).length, 3);
});

for (const [name, why] of [
  ["1A", /digit/],
  ["A-B", /letters/],
  ["OTHER", /in this file/],
  ["TAKEN", /in app.json/],
] as const) {
  test(`a key is not renamed to ${name}`, async () => {
    await assert.rejects(renameDotenvKey(project(), onKey, name), why);
  });
}

test("only keys can be renamed", async () => {
  assert.equal(prepareDotenvRename(project(), onKey)?.placeholder, "KEY");
  assert.equal(prepareDotenvRename(project(), { line: 0, character: 5 }), null);
  assert.equal(await renameDotenvKey(project(), { line: 0, character: 5 }, "NEW"), null);
});

test("a key leads to app.json, else to what reads it", async () => {
  assert.deepEqual(
    (await dotenvDefinition(project(), onKey)).map(({ uri }) => uri),
    [uriOf("app.json")],
  );
  const bare = dotenvContext("KEY=1", { files, facts: { configVarUses: new Map([["KEY", [inCode]]]) } });
  assert.deepEqual(
    (await dotenvDefinition(bare, onKey)).map(({ uri, range }) => [uri, range.start.line]),
    [
      [uriOf("a.js"), 3],
      [uriOf("Procfile"), 0],
      [uriOf("Procfile"), 1],
    ],
  );
});

test("references are everything that reads the key, with its entries when asked", async () => {
  const count = async (declarations: boolean) => (await dotenvReferences(project(), onKey, declarations)).length;
  assert.deepEqual([await count(false), await count(true)], [4, 6]);
});
