import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, parseStored, type StoredAccount } from "../../../../src/editor/account/choice.ts";

const account: StoredAccount = {
  apiUrl: "https://api.heroku.com",
  gitUrl: "https://git.heroku.com",
  token: "t",
  account: { id: "1", email: "me@example.com", name: null },
};
const env = { HEROKU_API_KEY: " key " };

test("without anything nobody is signed in", () => assert.deepEqual(choose(undefined, {}), { kind: "nothing" }));
test("HEROKU_API_KEY counts when nothing was chosen", () =>
  assert.deepEqual(choose(undefined, env), { kind: "environment", token: "key" }));
test("an explicit sign-in comes before HEROKU_API_KEY", () =>
  assert.deepEqual(choose({ use: "account", account }, env), { kind: "account", account }));
test("the sandbox comes before both, and keeps the account for later", () =>
  assert.deepEqual(choose({ use: "sandbox", account }, env), { kind: "sandbox" }));
test("after a sign-out HEROKU_API_KEY does not count", () =>
  assert.deepEqual(choose({ use: "nothing" }, env), { kind: "nothing" }));
test("an account that was never kept falls back to HEROKU_API_KEY", () =>
  assert.deepEqual(choose({ use: "account" }, env), { kind: "environment", token: "key" }));
test("an empty HEROKU_API_KEY is none", () =>
  assert.deepEqual(choose(undefined, { HEROKU_API_KEY: "  " }), { kind: "nothing" }));

test("what was kept is read back", () => {
  const stored = { use: "account", account } as const;
  assert.deepEqual(parseStored(JSON.stringify(stored)), stored);
});
for (const json of [undefined, "", "{", "null", "[]", '{"use":"other"}', '{"use":"account","account":{"token":1}}']) {
  test(`${json ?? "nothing"} kept is not understood and not used`, () => assert.equal(parseStored(json), undefined));
}
