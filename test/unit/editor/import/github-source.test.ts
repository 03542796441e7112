import assert from "node:assert/strict";
import { test } from "node:test";
import { githubRepository } from "../../../../src/editor/import/github-source.ts";

const cases: [archive: string, repository: string | undefined][] = [
  ["https://github.com/me/shop/archive/main.tar.gz", "https://github.com/me/shop.git"],
  ["https://github.com/me/shop/tarball/main/", "https://github.com/me/shop.git"],
  ["https://api.github.com/repos/me/shop.js/tarball/abc?token=x", "https://github.com/me/shop.js.git"],
  ["https://codeload.github.com/me/shop/legacy.tar.gz/refs/heads/main", "https://github.com/me/shop.git"],
  ["https://github.com/me/shop", undefined],
  ["https://github.com.evil.example/me/shop/archive/main.tar.gz", undefined],
  ["https://s3-external-1.amazonaws.com/heroku-sources-production/x?Signature=y", undefined],
  ["https://github.com/me/--upload-pack=x%20y/archive/a", undefined],
  ["", undefined],
];

for (const [archive, repository] of cases) {
  test(archive || "no address", () => assert.equal(githubRepository(archive), repository));
}
