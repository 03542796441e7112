import assert from "node:assert/strict";
import { test } from "node:test";
import { remoteNameFor } from "../../../../src/editor/create/plan.ts";
import { parseAddress } from "../../../../src/editor/create/template-source.ts";

for (const [taken, stage, name] of [
  [[], undefined, "heroku"],
  [["origin"], "staging", "heroku"],
  [["heroku"], "staging", "staging"],
  [["heroku"], undefined, "shop"],
  [["heroku", "staging", "shop"], "staging", "heroku-shop"],
  [["heroku", "shop", "heroku-shop"], undefined, "heroku-shop-3"],
] as const) {
  test(`beside ${taken.join(", ") || "no remote"} and as ${stage ?? "no stage"} it is ${name}`, () =>
    assert.equal(remoteNameFor(taken, "shop", stage), name));
}

for (const [text, url, branch, name] of [
  [
    "https://github.com/heroku/node-js-getting-started",
    "https://github.com/heroku/node-js-getting-started",
    undefined,
    "node-js-getting-started",
  ],
  [" https://github.com/a/b.git ", "https://github.com/a/b", undefined, "b"],
  ["https://github.com/a/b/tree/next/one", "https://github.com/a/b", "next/one", "b"],
  ["https://gitlab.com/a/b/-/tree/main", "https://gitlab.com/a/b", "main", "b"],
  ["git@github.com:a/b.git", "ssh://git@github.com/a/b.git", undefined, "b"],
  ["https://git.example.com/x/y/z.git", "https://git.example.com/x/y/z.git", undefined, "z"],
  ["file:///srv/templates/shop", "file:///srv/templates/shop", undefined, "shop"],
] as const) {
  test(`${text} is ${url}`, () => assert.deepEqual(parseAddress(text), { url, branch, name }));
}

for (const text of [
  "",
  "shop",
  "ext::sh -c evil",
  "--upload-pack=evil",
  "https://",
  "https://a b/c",
  "javascript:alert(1)",
]) {
  test(`"${text}" is no address`, () => assert.equal(parseAddress(text), undefined));
}
