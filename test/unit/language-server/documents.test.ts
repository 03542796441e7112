import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { documentKind } from "../../../src/language-server/document-kind.ts";
import { createDocuments } from "../../../src/language-server/documents.ts";
import { parse } from "../../../src/procfile/syntax.ts";

const runs = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 1500);

test("any edits leave the tree that a parse from scratch would give", () => {
  const piece = fc.oneof(
    fc.constantFrom("\n", "\r", "\r\n", ":", "web: x", "# c", " ", "\uFEFF", "\u2028", "é", "😀"),
    fc.string({ maxLength: 5 }),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
  const position = fc.record({ line: fc.nat(8), character: fc.nat(14) });
  const change = fc.oneof(
    fc.record({ range: fc.record({ start: position, end: position }), text }),
    fc.record({ text }),
  );
  fc.assert(
    fc.property(text, fc.array(change, { maxLength: 6 }), (start, changes) => {
      const documents = createDocuments();
      const uri = "file:///a/Procfile";
      documents.open({ uri, languageId: "procfile", version: 1, text: start });
      for (const [index, each] of changes.entries()) documents.change(uri, index + 2, [each]);
      const document = documents.get(uri);
      assert.deepEqual(document?.procfile, parse(document?.text.getText() ?? ""));
    }),
    { numRuns: runs },
  );
});

test("a document is found by its path until it is closed, and opened twice is opened anew", () => {
  const documents = createDocuments();
  const opened = { uri: "file:///a/b%20c/Procfile", languageId: "", version: 1, text: "web: x" };
  documents.open(opened);
  const again = documents.open({ ...opened, text: "web: y" });
  assert.equal(again?.path === undefined ? undefined : documents.atPath(again.path)?.text.getText(), "web: y");
  documents.close(opened.uri);
  assert.equal(documents.isOpen(opened.uri), false);
  assert.equal(again?.path === undefined ? undefined : documents.atPath(again.path), undefined);
  assert.equal(documents.change(opened.uri, 2, [{ text: "" }]), undefined);
});

const kinds: readonly [uri: string, languageId: string, kind: string | undefined][] = [
  ["file:///a/Procfile", "plaintext", "procfile"],
  ["file:///a/procfile", "", "procfile"],
  ["file:///a/Procfile.dev", "", "procfile"],
  ["file:///a/api.procfile", "", "procfile"],
  ["untitled:Untitled-1", "procfile", "procfile"],
  ["untitled:Procfile", "", "procfile"],
  ["file:///a/Profile", "", undefined],
  ["file:///a/.env", "shellscript", "dotenv"],
  ["file:///a/.env.production", "", "dotenv"],
  ["file:///a/local.env", "", "dotenv"],
  ["file:///a/%2Eenv", "", "dotenv"],
  ["file:///a/.env.d.ts", "typescript", undefined],
  ["file:///a/.envrc", "shellscript", undefined],
  ["file:///a/environment", "dotenv", "dotenv"],
  ["file:///a/app.json", "jsonc", "appJson"],
  ["file:///a/app.json?x#y", "json", "appJson"],
  ["file:///a/my-app.json", "json", undefined],
  ["file:///a/.slugignore", "ignore", "smallFile"],
  ["file:///a/%E0%A4%A", "", undefined],
  ["", "", undefined],
];

for (const [uri, languageId, kind] of kinds) {
  test(`${uri} in ${languageId || "no language"} is ${kind ?? "not ours"}`, () => {
    assert.equal(documentKind(uri, languageId), kind);
  });
}
