import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { type Api, type Other, startApi } from "./api-fixture.ts";

let api: Api;
let alice: Other;
before(async () => {
  api = await startApi();
  alice = await api.account("alice@example.com", { password: "correct horse", name: "Alice" });
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
});
const bearer = (token: unknown) => ({ authorization: `Bearer ${String(token)}` });
const tokenIn = (body: Record<string, unknown>) => (body["access_token"] as { token: string }).token;
const whoHas = async (token: string) => (await api.call("GET", "/account", undefined, bearer(token))).body["email"];

test("a token names its account, as Bearer and as the password of Basic", async () => {
  assert.equal((await alice.call("GET", "/account")).body["email"], "alice@example.com");
  const asPassword = await api.call("GET", "/account", undefined, basic("", alice.token));
  assert.equal(asPassword.body["email"], "alice@example.com");
  assert.notEqual((await api.call("GET", "/account")).body["email"], "alice@example.com");
});

test("e-mail and password are good for a new token, as the CLI's login -i asks for it, and for nothing else", async () => {
  const login = basic("Alice@Example.com", "correct horse");
  const wanted = { description: "CLI login", expires_in: 2_592_000, scope: ["global"] };
  const { status, body } = await api.call("POST", "/oauth/authorizations", wanted, login);
  assert.equal(status, 201);
  assert.equal((body["user"] as { email: string }).email, "alice@example.com");
  assert.equal(Math.round((body["access_token"] as { expires_in: number }).expires_in / 60), 30 * 24 * 60);
  assert.equal(await whoHas(tokenIn(body)), "alice@example.com");
  assert.equal((await api.call("GET", "/account", undefined, login)).status, 401);
  const refused = [
    ["alice@example.com", "wrong"],
    ["nobody@example.com", "correct horse"],
    ["alice@example.com", ""],
  ];
  for (const [name = "", password = ""] of refused) {
    assert.equal((await api.call("POST", "/oauth/authorizations", wanted, basic(name, password))).status, 401);
  }
});

test("an account without a password signs in with a token of its own", async () => {
  const own = api.parts.store.accounts.self().email;
  assert.equal((await api.call("POST", "/oauth/authorizations", {}, basic(own, api.token))).status, 201);
  assert.equal((await api.call("POST", "/oauth/authorizations", {}, basic(own, alice.token))).status, 201, "a token");
  const bob = await api.account("bob@example.com");
  const { body } = await api.call("POST", "/oauth/authorizations", {}, basic("bob@example.com", bob.token));
  assert.equal(await whoHas(tokenIn(body)), "bob@example.com");
});

test("a token ends in time, and at once when it is revoked", async () => {
  const { body } = await alice.call("POST", "/oauth/authorizations", { expires_in: "60", description: "short" });
  assert.equal(await whoHas(tokenIn(body)), "alice@example.com");
  api.advance(61_000);
  assert.equal((await api.call("GET", "/account", undefined, bearer(tokenIn(body)))).status, 401);
  const other = await alice.call("POST", "/oauth/authorizations", {});
  const revoked = await alice.call("DELETE", `/oauth/authorizations/${String(other.body["id"])}`);
  assert.equal(revoked.status, 200);
  const answer = await api.call("GET", "/account", undefined, bearer(tokenIn(other.body)));
  assert.deepEqual([answer.status, answer.body["id"]], [401, "unauthorized"]);
});

test("lists show of a token what its owner knows it by, and nobody else's", async () => {
  const { body } = await alice.call("POST", "/oauth/authorizations", { description: "listed" });
  const token = tokenIn(body);
  const { list } = await alice.call("GET", "/oauth/authorizations");
  const shown = list.find(({ description }) => description === "listed");
  assert.ok(shown);
  const [start = "", end = ""] = tokenIn(shown).split("**********");
  assert.ok(token.startsWith(start) && token.endsWith(end) && start.length + end.length < 16);
  assert.equal(
    (await api.call("GET", `/oauth/authorizations/${String(body["id"])}`)).body["resource"],
    "authorization",
  );
  const main = await alice.call("GET", "/oauth/authorizations/~");
  assert.equal(main.body["description"], "Sandbox");
});

test("a renewed token replaces the one before", async () => {
  const { body } = await alice.call("POST", "/oauth/authorizations", {});
  const renewed = await alice.call("POST", `/oauth/authorizations/${String(body["id"])}/actions/regenerate-tokens`);
  assert.equal(renewed.body["id"], body["id"]);
  assert.equal(await whoHas(tokenIn(renewed.body)), "alice@example.com");
  assert.equal(await whoHas(tokenIn(body)), undefined);
});

const inScope: [scope: string[], method: string, path: string, status: number][] = [
  [["identity"], "GET", "/account", 200],
  [["identity"], "GET", "/apps", 403],
  [["read"], "GET", "/apps/scoped", 200],
  [["read"], "GET", "/apps/scoped/config-vars", 403],
  [["read-protected"], "GET", "/apps/scoped/config-vars", 200],
  [["read-protected"], "PATCH", "/apps/scoped", 403],
  [["write"], "PATCH", "/apps/scoped", 200],
  [["write"], "PATCH", "/apps/scoped/config-vars", 403],
  [["read", "write-protected"], "PATCH", "/apps/scoped/config-vars", 200],
  [["write-protected"], "GET", "/oauth/authorizations", 403],
  [["identity"], "GET", "/sandbox", 200],
  [["write-protected"], "PATCH", "/sandbox/accounts/~", 403],
];
test("a token does what its scope includes", async () => {
  await alice.call("POST", "/apps", { name: "scoped" });
  for (const [scope, method, path, status] of inScope) {
    const { body } = await alice.call("POST", "/oauth/authorizations", { scope });
    const answer = await api.call(method, path, method === "GET" ? undefined : {}, bearer(tokenIn(body)));
    assert.equal(answer.status, status, `${scope.join(" ")} ${method} ${path}`);
  }
  assert.equal((await alice.call("POST", "/oauth/authorizations", { scope: ["everything"] })).status, 422);
});

test("logging out asks for a session, of which there is none", async () => {
  const { status, body } = await alice.call("DELETE", "/oauth/sessions/~");
  assert.deepEqual([status, body["id"], body["resource"]], [404, "not_found", "session"]);
});

test("no token and no password is in any file of the data folder", async () => {
  const secrets = [alice.token, api.token, "correct horse"];
  const { root } = api.parts.places;
  for (const name of await readdir(root, { recursive: true })) {
    const text = await readFile(path.join(root, name), "latin1").catch(() => "");
    for (const secret of secrets) assert.equal(text.includes(secret), false, name);
  }
});

test("each account has a pool of requests of its own", async () => {
  const small = await startApi({ rateLimitPool: 3, rateLimitPerMinute: 0.001 });
  const other = await small.account("other@example.com");
  await small.call("GET", "/account");
  await small.call("GET", "/account");
  assert.equal((await small.call("GET", "/account")).status, 429);
  assert.equal((await other.call("GET", "/account")).status, 200);
  await small.close();
});
