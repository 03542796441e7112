import assert from "node:assert/strict";
import { test } from "node:test";
import { type CacheKey, createGetCache } from "../../../src/heroku/get-cache.ts";

test("keeps no more bytes than allowed; what was used longest ago goes first", () => {
  const cache = createGetCache({ maxBytes: 100 });
  cache.set(key("a"), answer(40));
  cache.set(key("b"), answer(40));
  cache.get(key("a"));
  cache.set(key("c"), answer(40));
  assert.deepEqual(kept(cache, "a", "b", "c"), ["a", "c"]);
});

test("replacing an answer does not count it twice", () => {
  const cache = createGetCache({ maxBytes: 100 });
  for (let time = 0; time < 5; time++) cache.set(key("a"), answer(40));
  cache.set(key("b"), answer(40));
  assert.deepEqual(kept(cache, "a", "b"), ["a", "b"]);
});

test("an answer larger than all is not kept and drives nothing out", () => {
  const cache = createGetCache({ maxBytes: 100 });
  cache.set(key("a"), answer(40));
  cache.set(key("b"), answer(101));
  assert.deepEqual(kept(cache, "a", "b"), ["a"]);
});

for (const field of ["account", "url", "accept", "range"] as const) {
  test(`another ${field} is another answer`, () => {
    const cache = createGetCache();
    cache.set(key("a"), answer(1));
    assert.equal(cache.get({ ...key("a"), [field]: "other" }), undefined);
  });
}

function key(name: string): CacheKey {
  return { account: "me", url: `https://api.heroku.com/${name}`, accept: "json", range: "" };
}

function answer(size: number) {
  return { etag: '"1"', status: 200, nextRange: null, body: {}, size };
}

function kept(cache: ReturnType<typeof createGetCache>, ...names: string[]): string[] {
  return names.filter((name) => cache.get(key(name)) !== undefined);
}
