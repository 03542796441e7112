import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  choicesOf,
  keyOf,
  nothingStored,
  parseStored,
  type Stored,
  type StoredAccount,
  withAccount,
  withoutChoice,
} from "../../../../src/editor/account/choice.ts";

function accountCalled(id: string, token = "t"): StoredAccount {
  const account = { id, email: `${id}@example.com`, name: null };
  return { apiUrl: "https://api.heroku.com", gitUrl: "https://git.heroku.com", token, account };
}
const me = accountCalled("me");
const you = accountCalled("you");
const env = { HEROKU_API_KEY: " key " };
const idsOf = (stored: Stored, surroundings: Record<string, string> = {}): string[] =>
  choicesOf(stored, surroundings).map(({ id }) => id);

test("without anything nobody is signed in", () => assert.deepEqual(choicesOf(nothingStored, {}), []));
test("HEROKU_API_KEY counts when nothing was chosen", () =>
  assert.deepEqual(choicesOf(nothingStored, env), [{ kind: "environment", id: "environment", token: "key" }]));
test("an empty HEROKU_API_KEY is none", () => assert.deepEqual(idsOf(nothingStored, { HEROKU_API_KEY: "  " }), []));
test("HEROKU_API_KEY does not count after a sign-out of it", () =>
  assert.deepEqual(idsOf(withoutChoice(nothingStored, "environment"), env), []));
test("several accounts, the sandbox and HEROKU_API_KEY are there at once, the chosen one first", () => {
  const stored = { accounts: [me, you], sandbox: true, environment: true, chosen: "sandbox" };
  assert.deepEqual(idsOf(stored, env), ["sandbox", keyOf(me), keyOf(you), "environment"]);
});

test("a second sign-in adds, and is chosen", () => {
  const stored = withAccount(withAccount(nothingStored, me), you);
  assert.deepEqual(idsOf(stored), [keyOf(you), keyOf(me)]);
});
test("a sign-in of an account that is there renews it in its place", () => {
  const renewed = withAccount(withAccount(withAccount(nothingStored, me), you), accountCalled("me", "new"));
  assert.deepEqual(
    renewed.accounts.map(({ token }) => token),
    ["new", "t"],
  );
});
test("whoever signs out is gone, and nobody else", () =>
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), fc.boolean(), fc.boolean(), fc.nat(), (ids, a, b, n) => {
      const stored = ids.map((id) => accountCalled(id)).reduce(withAccount, { ...nothingStored, sandbox: a });
      const before = idsOf({ ...stored, environment: b }, env);
      const gone = before[n % Math.max(1, before.length)] ?? "";
      const after = idsOf(withoutChoice({ ...stored, environment: b }, gone), env);
      assert.deepEqual(new Set(after), new Set(before.filter((id) => id !== gone)));
    }),
  ));

test("what was kept is read back", () => {
  const stored = withAccount(nothingStored, me);
  assert.deepEqual(parseStored(JSON.stringify(stored)), stored);
});

const earlier: readonly [unknown, string[]][] = [
  [{ use: "account", account: me }, [keyOf(me)]],
  [{ use: "sandbox", account: me }, ["sandbox", keyOf(me)]],
  [{ use: "sandbox" }, ["sandbox", "environment"]],
  [{ use: "nothing" }, []],
  [{ use: "account" }, ["environment"]],
];
for (const [kept, ids] of earlier) {
  const name = JSON.stringify(kept, ["use", "account"]);
  test(`what was kept of one account, ${name}, is still who it was`, () =>
    assert.deepEqual(idsOf(parseStored(JSON.stringify(kept)), env), ids));
}

const foreign = [undefined, "", "{", "null", "[]", '{"use":"other"}', '{"use":"account","account":{"token":1}}'];
for (const json of [...foreign, '{"accounts":[1],"sandbox":true,"environment":true}']) {
  test(`${json ?? "nothing"} kept is not understood and not used`, () =>
    assert.deepEqual(parseStored(json), nothingStored));
}
