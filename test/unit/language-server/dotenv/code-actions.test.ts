import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CodeAction } from "vscode-languageserver";
import { checkDotenv } from "../../../../src/dotenv/check-dotenv.ts";
import { readDotenv } from "../../../../src/dotenv/readers.ts";
import type { DotenvContext } from "../../../../src/language-server/contexts.ts";
import { dotenvCodeActions } from "../../../../src/language-server/dotenv/code-actions.ts";
import type { ActionQuestion } from "../../../../src/language-server/fix-actions.ts";
import { readManifest } from "../../../../src/manifest/read-manifest.ts";
import { applyEdits } from "../apply-edits.ts";
import { type Around, dotenvContext, uriOf } from "../context-of.ts";
import { dotenvTexts } from "../dotenv-texts.ts";
import { runs } from "../procfile-texts.ts";

const everything: ActionQuestion = {
  range: { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } },
  context: { diagnostics: [], triggerKind: 1 },
};

function after(context: DotenvContext, action: CodeAction): string {
  return applyEdits(context.text.getText(), action.edit?.changes?.[context.uri] ?? []);
}

async function take(context: DotenvContext, title: RegExp): Promise<string> {
  const actions = await dotenvCodeActions(context, everything);
  const action = actions.find((each) => title.test(each.title));
  assert.ok(action, `${title} is not among: ${actions.map((each) => each.title).join("; ")}`);
  return after(context, action);
}

async function titles(text: string, around?: Around): Promise<string> {
  return (await dotenvCodeActions(dotenvContext(text, around), everything)).map(({ title }) => title).join("; ");
}

test("a value is quoted so that all readers read it", async () => {
  const text = await take(dotenvContext("NAME=two words\n"), /^Quote NAME/);
  for (const reader of ["foreman", "heroku-local", "honcho", "dotenv"] as const) {
    const reading = readDotenv(text, reader);
    assert.equal(reading.kind === "read" && reading.values.get("NAME"), "two words", reader);
  }
  assert.doesNotMatch(await titles("NAME=plain\n"), /Quote/);
});

test("keys of app.json are added with their values, generated ones with a secret", async () => {
  const manifest = readManifest(
    JSON.stringify({ env: { HERE: "1", MODE: { value: "a b" }, TOKEN: { generator: "secret" }, KEY: {} } }),
    "app.json",
  );
  const context = dotenvContext("HERE=1", { facts: { manifest } });
  assert.match(
    await take(context, /^Add 3 keys of app.json/),
    /^HERE=1\nMODE=(["'])a b\1\nTOKEN=[0-9a-f]{64}\nKEY=("")?\n$/,
  );
  assert.doesNotMatch(await titles("HERE=1\nMODE=1\nTOKEN=1\nKEY=1\n", { facts: { manifest } }), /of app.json/);
});

test("a file that git would take is added to .gitignore, which is made when there is none", async () => {
  const facts = { files: new Set([".env"]), trackedDotenvFiles: new Set<string>() };
  const ignored = async (files: Record<string, string>) => {
    const actions = await dotenvCodeActions(dotenvContext("A=1\n", { facts, files }), everything);
    return actions.find(({ title }) => title === "Add .env to .gitignore")?.edit;
  };
  const edits = (await ignored({ ".gitignore": "node_modules" }))?.changes?.[uriOf(".gitignore")] ?? [];
  assert.equal(applyEdits("node_modules", edits), "node_modules\n/.env\n");
  const [create, change] = (await ignored({}))?.documentChanges ?? [];
  assert.deepEqual(create, { kind: "create", uri: uriOf(".gitignore"), options: { ignoreIfExists: true } });
  assert.deepEqual(change && "edits" in change && change.edits.map((edit) => "newText" in edit && edit.newText), [
    "/.env\n",
  ]);
  assert.doesNotMatch(await titles("A=1\n"), /gitignore/, "nothing is said where git could not be asked");
});

test("a problem inside a value of several lines cannot be silenced by a comment before its line", async () => {
  const context = dotenvContext("A='one\ntwo'\nb=1\nb=2\n");
  const problems = checkDotenv(context.text.getText(), context.document, context.surroundings);
  assert.ok(problems.length > 0);
  const actions = await dotenvCodeActions(context, everything);
  for (const action of actions.filter(({ title }) => /on this line$/.test(title))) {
    const silenced = dotenvContext(after(context, action));
    const left = checkDotenv(silenced.text.getText(), silenced.document, silenced.surroundings);
    assert.ok(left.length < problems.length, action.title);
  }
});

test("files of another dialect are left alone", async () => {
  assert.equal(await titles("NAME=two words\n", { file: ".flaskenv" }), "");
});

test("every edit of every action of any document applies", async () => {
  const facts = { files: new Set([".env"]), trackedDotenvFiles: new Set<string>() };
  await fc.assert(
    fc.asyncProperty(dotenvTexts, async (text) => {
      const context = dotenvContext(text, { facts });
      for (const action of await dotenvCodeActions(context, everything)) after(context, action);
    }),
    { numRuns: runs },
  );
});
