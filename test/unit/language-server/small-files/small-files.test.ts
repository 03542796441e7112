import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import { smallFileCodeActions } from "../../../../src/language-server/small-files/code-actions.ts";
import { smallFileCompletion } from "../../../../src/language-server/small-files/completion.ts";
import { checkSmallFile } from "../../../../src/manifest/small-files/check-small-file.ts";
import { contextOf, facts } from "../app-json/context.ts";

function open(file: string, marked: string) {
  const { context, position } = contextOf(marked);
  const files = new Set(["spec/a.rb", "app/b.rb"]);
  return {
    context: { ...context, surroundings: { ...context.surroundings, file, facts: { ...facts, files } } },
    position,
  };
}

describe("completion in small files", () => {
  const rows: readonly [file: string, marked: string, labels: readonly string[]][] = [
    [".foreman", "|", ["formation: web=1,worker=1,release=1", "port: 5000"]],
    [".foreman", "port: 1\nti|", ["timeout: 5"]],
    [".slugignore", "/|", ["/spec", "*.md"]],
    [".python-version", "3|", ["3.13"]],
    ["system.properties", "java|", ["java.runtime.version=21", "maven.version=3.9.9"]],
  ];
  for (const [file, marked, labels] of rows) {
    it(`${file}: ${JSON.stringify(marked)}`, () => {
      const { context, position } = open(file, marked);
      const found = smallFileCompletion(context, position);
      for (const label of labels)
        assert.ok(
          found.some((item) => item.label === label),
          found.map((item) => item.label).join(),
        );
      for (const { textEdit } of found) {
        assert.ok(textEdit && "range" in textEdit);
        const after = TextDocument.applyEdits(context.text, [textEdit]);
        assert.deepEqual(
          checkSmallFile(file, after, context.surroundings)?.filter(({ severity }) => severity === "error"),
          [],
        );
      }
    });
  }

  it("is silent in comments, before other text, and in other files", () => {
    for (const [file, marked] of [
      [".foreman", "# |"],
      [".python-version", "|3.1"],
      ["runtime.txt", "|"],
    ] as const) {
      const { context, position } = open(file, marked);
      assert.deepEqual(smallFileCompletion(context, position), []);
    }
  });
});

describe("code actions in small files", () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const titles = (file: string, text: string) =>
    smallFileCodeActions(open(file, text).context, { range, context: { diagnostics: [] } }).map(({ title }) => title);

  it("fix, and silence in place where comments are read", () => {
    const found = titles(".python-version", "python-3.13");
    assert.ok(found.includes("Change to 3.13"), found.join());
    assert.ok(found.some((title) => title.startsWith("Silence")));
    assert.ok(!titles("runtime.txt", "python-3.13").some((title) => title.startsWith("Silence")));
  });
});
