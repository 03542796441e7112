import assert from "node:assert/strict";
import { test } from "node:test";
import { areaOf, documentSelector } from "../../../../src/editor/languages/our-files.ts";

const cases: [path: string, languageId: string, area: string | undefined][] = [
  ["/p/Procfile", "procfile", "procfile"],
  ["/p/anything", "procfile", "procfile"],
  ["/p/.env", "dotenv", "dotenv"],
  ["/p/app.json", "json", "appJson"],
  ["/p/app.json", "jsonc", "appJson"],
  ["/p/myapp.json", "json", undefined],
  ["/p/app.json/readme", "plaintext", undefined],
  ["/p/.slugignore", "ignore", "appJson"],
  ["/p/.python-version", "plaintext", "appJson"],
  ["/p/package.json", "json", undefined],
];

for (const [path, languageId, area] of cases) {
  test(`${path} as ${languageId}: ${area ?? "none of ours"}`, () => {
    assert.equal(areaOf({ languageId, uri: { scheme: "file", path } }), area);
    assert.equal(areaOf({ languageId, uri: { scheme: "untitled", path } }), area);
    assert.equal(areaOf({ languageId, uri: { scheme: "git", path } }), undefined, "an old version is nobody's work");
  });
}

test("config vars as a document are written in the language of .env files", () => {
  const uri = { scheme: "heroku-config", path: "/Heroku Config Vars/demo.env" };
  assert.equal(areaOf({ languageId: "heroku-config", uri }), "dotenv");
});

test("no claim is laid on a language that is not ours", () => {
  const languages = new Set(documentSelector.flatMap((filter) => ("language" in filter ? [filter.language] : [])));
  assert.deepEqual([...languages].sort(), ["dotenv", "heroku-config", "procfile"]);
});
