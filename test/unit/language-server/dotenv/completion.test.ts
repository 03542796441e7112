import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CompletionItem, TextEdit } from "vscode-languageserver";
import type { ManifestVariable, ProjectFacts } from "../../../../src/language/project-facts.ts";
import { inLine } from "../../../../src/language/text.ts";
import { dotenvCompletion } from "../../../../src/language-server/dotenv/completion.ts";
import { applyEdits } from "../apply-edits.ts";
import { type Around, dotenvContext } from "../context-of.ts";
import { dotenvTexts } from "../dotenv-texts.ts";
import { runs } from "../procfile-texts.ts";

const place = (file: string, line: number) => ({ file, range: inLine(line, 0, 1) });

function variable(more: Partial<ManifestVariable>): ManifestVariable {
  const none = { description: undefined, value: undefined, required: true, generated: false };
  return { ...none, place: place("app.json", 3), ...more };
}

const facts: Partial<ProjectFacts> = {
  manifest: {
    formation: new Map(),
    env: new Map([
      ["API_KEY", variable({ description: "Key of the weather service" })],
      ["SECRET_TOKEN", variable({ generated: true })],
      ["CACHE", variable({ value: "true", required: false })],
    ]),
  },
  configVarUses: new Map([
    ["PATH", [place("a.js", 0)]],
    ["NODE_ENV", [place("a.js", 6)]],
  ]),
};
const app = { name: "shop", processes: [], configVars: ["NODE_ENV", "ONLY_LIVE"] };
const around: Around = { facts, app };

/** Completes at the `|` of the text. */
function complete(marked: string, more: Around = around): { text: string; items: CompletionItem[] } {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const context = dotenvContext(text, more);
  return { text, items: dotenvCompletion(context, context.text.positionAt(offset), () => "5ec7e7") };
}

function labels(marked: string): string[] {
  return complete(marked).items.map(({ label }) => label);
}

function chosen(marked: string, label: string, more?: Around): string {
  const { text, items } = complete(marked, more);
  const item = items.find((each) => each.label === label);
  assert.ok(item, `${label} is not among ${items.map((each) => each.label)}`);
  return applyEdits(text, [item.textEdit as TextEdit]);
}

test("keys come from app.json, code and the linked app, without what is there or everyone has", () => {
  assert.deepEqual(labels("|"), ["API_KEY", "SECRET_TOKEN", "CACHE", "NODE_ENV", "ONLY_LIVE"]);
  assert.deepEqual(labels("CACHE=1\nA|\n"), ["API_KEY", "SECRET_TOKEN", "NODE_ENV", "ONLY_LIVE"]);
});

test("a key says who knows it, required ones first", () => {
  const { items } = complete("|");
  assert.deepEqual(
    items.map(({ detail }) => detail),
    ["required by app.json", "app.json", "app.json", "a.js:7, shop", "shop"],
  );
  assert.equal(items[0]?.documentation, "Key of the weather service");
  assert.deepEqual(items.toSorted((a, b) => String(a.sortText).localeCompare(String(b.sortText)))[0], items[0]);
});

test("a key that is written over keeps its value, a new one gets a beginning", () => {
  assert.equal(chosen("API|_KE=x", "API_KEY"), "API_KEY=x");
  assert.equal(chosen("export API|", "API_KEY"), "export API_KEY=");
  assert.equal(chosen("SEC|", "SECRET_TOKEN"), "SECRET_TOKEN=5ec7e7");
  assert.equal(chosen("CA|", "CACHE"), "CACHE=true");
});

test("an editor that takes snippets gets choices", () => {
  const client = { ...around, client: { snippets: true } };
  assert.equal(chosen("CA|", "CACHE", client), "CACHE=$" + "{1|true,false|}");
  assert.equal(chosen("SEC|", "SECRET_TOKEN", client), "SECRET_TOKEN=$" + "{1:5ec7e7}");
});

test("values are those of app.json, habit, or a random secret", () => {
  assert.deepEqual(labels("CACHE=|"), ["true", "false"]);
  assert.deepEqual(labels("NODE_ENV=d|"), ["development", "production", "test"]);
  assert.equal(chosen("NODE_ENV=dev|x", "production"), "NODE_ENV=production");
  assert.equal(chosen("SECRET_TOKEN= |", "Random secret"), "SECRET_TOKEN=5ec7e7");
  assert.deepEqual(labels("API_KEY=|"), []);
});

test("nothing is offered in comments, in values of several lines and after other text", () => {
  for (const marked of ["# |", "CACHE=a # |", 'CACHE="\n|\n"', "not a key |"])
    assert.deepEqual(labels(marked), [], marked);
});

test("at any place of any document every completion applies and stays in its line", () => {
  fc.assert(
    fc.property(dotenvTexts, fc.nat(120), (text, offset) => {
      const context = dotenvContext(text, around);
      const position = context.text.positionAt(Math.min(offset, text.length));
      for (const { textEdit } of dotenvCompletion(context, position)) {
        const edit = textEdit as TextEdit;
        applyEdits(text, [edit]);
        assert.deepEqual([edit.range.start.line, edit.range.end.line], [position.line, position.line]);
        assert.ok(edit.range.start.character <= position.character && position.character <= edit.range.end.character);
      }
    }),
    { numRuns: runs },
  );
});
