import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { totp } from "../../../../../src/sandbox/api/totp.ts";
import { type Api, type Other, startApi } from "../api-fixture.ts";

let api: Api;
let alice: Other;
before(async () => {
  api = await startApi();
  alice = await api.account("alice@example.com", { password: "p&ss", two_factor: "sign-in" });
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

/** A login as a client begins it, with no header of the API. */
async function begin() {
  const response = await fetch(`${api.url}/auth`, {
    method: "POST",
    body: JSON.stringify({ description: "Heroku <CLI> login from here" }),
  });
  assert.equal(response.status, 200);
  return (await response.json()) as { browser_url: string; cli_url: string; token: string };
}

async function wait({ cli_url, token }: Awaited<ReturnType<typeof begin>>) {
  const response = await fetch(`${api.url}${cli_url}`, { headers: { authorization: `Bearer ${token}` } });
  return (await response.json()) as { access_token?: string; error?: string };
}

/** The form as a browser sends it, with the hidden field of the page. */
async function submit(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const page = await (await fetch(`${api.url}${path}`)).text();
  const formToken = /name="form_token" value="([^"]+)"/.exec(page)?.[1] ?? "";
  return fetch(`${api.url}${path}`, {
    method: "POST",
    body: new URLSearchParams({ form_token: formToken, ...fields }),
    headers: { origin: api.url, ...headers },
  });
}

const filled = () => ({
  email: "alice@example.com",
  password: "p&ss",
  code: totp(alice.secret ?? "", api.parts.world.now()),
  action: "login",
});

test("the client waits until a person has logged in, and gets a token of that account for thirty days", async () => {
  const login = await begin();
  const waiting = wait(login);
  assert.equal((await submit(login.browser_url, filled())).status, 200);
  const { access_token = "" } = await waiting;
  const headers = { authorization: `Bearer ${access_token}` };
  assert.equal((await api.call("GET", "/account", undefined, headers)).body["email"], "alice@example.com");
  const { list } = await alice.call("GET", "/oauth/authorizations");
  const made = list.find(({ description }) => description === "Heroku <CLI> login from here");
  const { expires_in: expiresIn } = (made?.["access_token"] ?? {}) as { expires_in?: number };
  assert.equal(Math.round((expiresIn ?? 0) / 60), 30 * 24 * 60);
  assert.equal((await fetch(`${api.url}${login.cli_url}`)).status, 404);
  assert.equal((await fetch(`${api.url}${login.browser_url}`)).status, 404);
});

test("the page needs no script, loads nothing, is framed by nobody, and quotes what it shows", async () => {
  const { browser_url } = await begin();
  const response = await fetch(`${api.url}${browser_url}`);
  const policy = response.headers.get("content-security-policy") ?? "";
  for (const part of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"])
    assert.ok(policy.includes(part));
  assert.equal(response.headers.get("cache-control"), "no-store");
  const page = await response.text();
  assert.match(page, /Heroku &lt;CLI&gt; login from here/);
  assert.doesNotMatch(page, /<script|https?:\/\//);
});

test("a mistake shows the form again, without what was typed in secret, and the client waits on", async () => {
  const login = await begin();
  const waiting = wait(login);
  const mistakes = [{ password: "wrong" }, { email: "nobody@example.com" }, { code: "" }, { code: "000000" }];
  for (const mistake of mistakes) {
    const response = await submit(login.browser_url, { ...filled(), ...mistake });
    const page = await response.text();
    assert.equal(response.status, 403);
    assert.match(page, /role="alert"/);
    assert.doesNotMatch(page, /p&amp;ss|value="wrong"/);
  }
  await submit(login.browser_url, { action: "deny" });
  assert.deepEqual(await waiting, { error: "The login was denied." });
});

test("a form from another page, or without the page's own secret, decides nothing", async () => {
  const login = await begin();
  const foreign = await submit(login.browser_url, filled(), { origin: "https://evil.example" });
  assert.equal(foreign.status, 403);
  assert.equal((await submit(login.browser_url, { ...filled(), form_token: "guess" })).status, 401);
  const asClient = await fetch(`${api.url}${login.cli_url}`, { headers: { authorization: "Bearer guess" } });
  assert.equal(asClient.status, 401);
  const waiting = wait(login);
  await submit(login.browser_url, filled());
  assert.ok((await waiting).access_token);
});

test("a client that lost its connection asks again", async () => {
  const login = await begin();
  const headers = { authorization: `Bearer ${login.token}` };
  await new Promise<void>((resolve) => {
    const asked = request(`${api.url}${login.cli_url}`, { headers }, () => asked.destroy());
    asked.on("error", () => {}).on("close", () => resolve());
    asked.end();
  });
  await submit(login.browser_url, filled());
  assert.ok((await wait(login)).access_token);
});

test("a refusal can be provoked, such as that of another address", async () => {
  await api.call("PATCH", "/sandbox", { login_refusal: "IP address mismatch" });
  const login = await begin();
  const waiting = wait(login);
  assert.equal((await submit(login.browser_url, filled())).status, 403);
  assert.deepEqual(await waiting, { error: "IP address mismatch" });
  const { body } = await api.call("PATCH", "/sandbox", { login_refusal: null });
  assert.equal(body["login_refusal"], null);
});

test("a token that may only read is no password", async () => {
  const { body } = await api.call("POST", "/oauth/authorizations", { scope: ["read"] });
  const { token = "" } = (body["access_token"] ?? {}) as { token?: string };
  const own = api.parts.store.accounts.self().email;
  const login = await begin();
  const tried = await submit(login.browser_url, { email: own, password: token, action: "login" });
  assert.equal(tried.status, 403);
  assert.equal((await submit(login.browser_url, { email: own, password: api.token, action: "login" })).status, 200);
});
