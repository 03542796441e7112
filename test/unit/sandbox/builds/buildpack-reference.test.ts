import assert from "node:assert/strict";
import { test } from "node:test";
import { parseBuildpackReference } from "../../../../src/sandbox/builds/buildpack-reference.ts";

const cases: [text: string, reference: object][] = [
  ["heroku/nodejs", { kind: "own", name: "nodejs" }],
  ["urn:buildpack:heroku/python", { kind: "own", name: "python" }],
  ["heroku-community/static", { kind: "own", name: "static" }],
  ["https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/nodejs.tgz", { kind: "own", name: "nodejs" }],
  ["heroku/cobol", { kind: "unknown" }],
  ["https://github.com/a/b", { kind: "git", url: "https://github.com/a/b", ref: null }],
  ["https://github.com/a/b.git#v1", { kind: "git", url: "https://github.com/a/b.git", ref: "v1" }],
  ["git@github.com:a/b.git", { kind: "git", url: "git@github.com:a/b.git", ref: null }],
  ["ssh://git@example.com/a#main", { kind: "git", url: "ssh://git@example.com/a", ref: "main" }],
  ["https://example.com/pack.tgz", { kind: "archive", url: "https://example.com/pack.tgz" }],
  ["ext::sh -c evil", { kind: "unknown" }],
  ["--upload-pack=evil", { kind: "unknown" }],
  ["ssh://-oProxyCommand=evil/x", { kind: "unknown" }],
  ["relative/folder/deep", { kind: "unknown" }],
  ["", { kind: "unknown" }],
];

for (const [text, reference] of cases) {
  test(`buildpack reference: ${text}`, () => assert.deepEqual(parseBuildpackReference(text), reference));
}

test("buildpack reference: folders", { skip: process.platform === "win32" }, () => {
  assert.deepEqual(parseBuildpackReference("/a b/c"), { kind: "folder", path: "/a b/c" });
  assert.deepEqual(parseBuildpackReference("file:///a%20b/c"), { kind: "folder", path: "/a b/c" });
  assert.deepEqual(parseBuildpackReference("file:///a#x"), { kind: "git", url: "file:///a", ref: "x" });
});
