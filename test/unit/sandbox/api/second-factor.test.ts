import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { totp } from "../../../../src/sandbox/api/totp.ts";
import { type Api, type Other, startApi } from "./api-fixture.ts";

let api: Api;
let signing: Other;
let strict: Other;
let bound: Other;
before(async () => {
  api = await startApi();
  signing = await api.account("signing@example.com", { password: "p", two_factor: "sign-in" });
  strict = await api.account("strict@example.com", { password: "p", two_factor: true });
  bound = await api.account("bound@example.com", { password: "p", two_factor: "apps" });
  for (const { email } of [signing, strict, bound]) {
    const user = api.parts.store.accounts.find(email);
    const name = email.split("@")[0] ?? "";
    api.parts.store.apps.create({ name, regionName: "us", stackName: "heroku-24", user });
  }
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

const codeOf = ({ secret }: Other) => totp(secret ?? "", api.parts.world.now());
const withCode = (account: Other) => ({ "heroku-two-factor-code": codeOf(account) });
const refusal = ({ status, body }: { status: number; body: Record<string, unknown> }) => [
  status,
  body["id"],
  (body["app"] as { name: string } | undefined)?.name,
];
const login = ({ email }: Other) => ({ authorization: `Basic ${Buffer.from(`${email}:p`).toString("base64")}` });

test("every demand asks for the code with the password, and says in the account that there is one", async () => {
  for (const account of [signing, strict, bound]) {
    const refused = await api.call("POST", "/oauth/authorizations", {}, login(account));
    assert.deepEqual(refusal(refused), [403, "two_factor", undefined]);
    const headers = { ...login(account), ...withCode(account) };
    assert.equal((await api.call("POST", "/oauth/authorizations", {}, headers)).status, 201);
    const wrong = await api.call(
      "POST",
      "/oauth/authorizations",
      {},
      { ...headers, "heroku-two-factor-code": "000000" },
    );
    assert.deepEqual(refusal(wrong), [403, "two_factor", undefined]);
    assert.equal((await account.call("GET", "/account")).body["two_factor_authentication"], true);
  }
  assert.equal((await api.call("GET", "/account")).body["two_factor_authentication"], false);
});

test("sign-in asks for nothing afterwards", async () => {
  assert.equal((await signing.call("PATCH", "/apps/signing", { maintenance: true })).status, 200);
});

test("the whole account: a write needs the code on itself, a read does not", async () => {
  const write = (headers = {}) => strict.call("PATCH", "/apps/strict", { maintenance: true }, headers);
  assert.equal((await strict.call("GET", "/apps/strict/config-vars")).status, 200);
  assert.deepEqual(refusal(await write()), [403, "two_factor", undefined]);
  assert.deepEqual(refusal(await write({ "heroku-two-factor-code": "123" })), [403, "two_factor", undefined]);
  assert.equal((await strict.call("GET", "/apps/strict")).body["maintenance"], false);
  assert.equal((await write(withCode(strict))).status, 200);
  const filter = await strict.call("POST", "/filters/apps", { in: { id: [] } });
  assert.equal(filter.status, 200);
});

test("an app: the refusal names it; pre-authorized it takes writes for five minutes", async () => {
  const write = () => bound.call("PATCH", "/apps/bound/config-vars", { A: "1" });
  assert.deepEqual(refusal(await write()), [403, "two_factor", "bound"]);
  assert.equal((await bound.call("POST", "/sources")).status, 201);
  assert.deepEqual(refusal(await bound.call("PUT", "/apps/bound/pre-authorizations")), [403, "two_factor", undefined]);
  const offer = { app: "bound", recipient: "other@example.com" };
  assert.deepEqual(refusal(await bound.call("POST", "/account/app-transfers", offer)), [403, "two_factor", "bound"]);
  const pre = await bound.call("PUT", "/apps/bound/pre-authorizations", undefined, withCode(bound));
  assert.equal(pre.status, 200);
  assert.equal((await write()).status, 200);
  api.advance(4 * 60_000);
  assert.equal((await write()).status, 200);
  api.advance(2 * 60_000);
  assert.deepEqual(refusal(await write()), [403, "two_factor", "bound"]);
});

test("a token that skips the code is bought with one, and skips it until it ends", async () => {
  const wanted = { skip_two_factor: true, expires_in: 300, description: "short" };
  assert.deepEqual(refusal(await strict.call("POST", "/oauth/authorizations", wanted)), [403, "two_factor", undefined]);
  const { body } = await strict.call("POST", "/oauth/authorizations", wanted, withCode(strict));
  const { token } = body["access_token"] as { token: string };
  const skipping = { authorization: `Bearer ${token}` };
  assert.equal((await api.call("PATCH", "/apps/strict", { maintenance: false }, skipping)).status, 200);
  assert.deepEqual(refusal(await api.call("POST", "/oauth/authorizations", wanted, skipping)), [
    403,
    "two_factor",
    undefined,
  ]);
  api.advance(301_000);
  assert.equal((await api.call("GET", "/account", undefined, skipping)).status, 401);
});

test("is switched on and off while the sandbox runs", async () => {
  const changed = await api.call("PATCH", "/sandbox/accounts/~", { two_factor: "account" }, { accept: "" });
  const secret = String(changed.body["two_factor_secret"]);
  assert.deepEqual(refusal(await api.call("POST", "/apps", { name: "guarded" })), [403, "two_factor", undefined]);
  const code = { "heroku-two-factor-code": totp(secret, api.parts.world.now()) };
  assert.equal((await api.call("POST", "/apps", { name: "guarded" }, code)).status, 201);
  const off = await api.call("PATCH", "/sandbox/accounts/~", { two_factor: "none" });
  assert.deepEqual([off.body["two_factor"], off.body["two_factor_secret"]], ["none", secret]);
  assert.equal((await api.call("DELETE", "/apps/guarded")).status, 200);
  assert.equal((await api.call("PATCH", "/sandbox/accounts/~", { two_factor: "perhaps" })).status, 422);
});

test("an app that the body names as an object is the same app", async () => {
  api.advance(60 * 60_000);
  for (const app of ["bound", { name: "bound" }]) {
    const asked = await bound.call("POST", "/account/app-transfers", { app, recipient: "somebody@example.com" });
    assert.deepEqual(refusal(asked), [403, "two_factor", "bound"]);
  }
});
