import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { loginHostOf, startBrowserLogin } from "../../../src/heroku/browser-login.ts";
import { isCancelled, isPlatformError } from "../../../src/heroku/errors.ts";
import { globalFetch } from "../../../src/heroku/transports/global-fetch.ts";
import { serve } from "./http-server.ts";

const limit = { timeout: 20_000 };
const urls = { browser_url: "/auth/browser/1", cli_url: "/auth/cli/1", token: "poll-token" };
const clock = { now: Date.now, sleep: async () => {} };

test("says who asks, has a page for the browser, and waits for the token", limit, async (t) => {
  const { login, seen } = await service(t, [{ status: 200, body: { access_token: "the-token" } }]);
  const { url, wait } = await login();
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/auth\/browser\/1$/);
  assert.equal(await wait(), "the-token");
  assert.deepEqual(
    seen.map(({ method, url: path, headers }) => [method, path, headers.authorization]),
    [
      ["POST", "/auth", undefined],
      ["GET", "/auth/cli/1", "Bearer poll-token"],
    ],
  );
});

test(
  "goes on waiting when a long wait is cut, when nothing is known yet, and after a server's fault",
  limit,
  async (t) => {
    const answers: Answer[] = [
      "cut",
      { status: 200, body: {} },
      { status: 502, body: {} },
      { status: 200, body: { access_token: "late" } },
    ];
    const { wait } = await (await service(t, answers)).login();
    assert.equal(await wait(), "late");
  },
);

test("a refusal has the service's words", limit, async (t) => {
  const { wait } = await (await service(t, [{ status: 200, body: { error: "IP address mismatch" } }])).login();
  await assert.rejects(
    wait(),
    (error) => isPlatformError(error, "login_refused") && error.message === "IP address mismatch",
  );
});

test("a login that is not there any more is an error with its status, and not asked about again", limit, async (t) => {
  const { wait } = await (await service(t, [{ status: 404, body: { id: "not_found", message: "Gone." } }])).login();
  await assert.rejects(wait(), (error) => isPlatformError(error, "not_found") && !error.message.includes("/auth/cli"));
});

test("waiting can be cancelled", limit, async (t) => {
  const { wait } = await (await service(t, ["never"])).login();
  const controller = new AbortController();
  const waiting = wait(controller.signal);
  controller.abort();
  await assert.rejects(waiting, isCancelled);
});

for (const [name, foreign] of [
  ["another host", { browser_url: "https://evil.example/auth" }],
  ["another host by //", { browser_url: "//evil.example/auth" }],
  ["another scheme", { browser_url: "javascript:alert(1)" }],
  ["no address", { browser_url: undefined }],
  ["another host for the token", { cli_url: "http://127.0.0.1:1/x" }],
] as const) {
  test(`what the service answers is not opened when it is ${name}`, limit, async (t) => {
    const { login } = await service(t, [], { ...urls, ...foreign });
    await assert.rejects(login(), (error) => isPlatformError(error, "login_refused"));
  });
}

test("a login service that is neither Heroku's nor on this machine is not asked", async () => {
  const options = { loginHost: "https://evil.example", description: "", transport: globalFetch, userAgent: "test" };
  await assert.rejects(startBrowserLogin(options), RangeError);
});

test("HEROKU_LOGIN_HOST names the service; else a platform on this machine never gets a token of Heroku's", () => {
  const [heroku, here] = ["https://api.heroku.com", "http://127.0.0.1:5180"];
  assert.equal(loginHostOf({}, heroku), "https://cli-auth.heroku.com");
  assert.equal(loginHostOf({}, here), here);
  assert.equal(loginHostOf({ HEROKU_LOGIN_HOST: " http://localhost:1 " }, here), "http://localhost:1");
  assert.equal(loginHostOf({ HEROKU_LOGIN_HOST: "http://127.0.0.1:5180" }, heroku), "http://127.0.0.1:5180");
});

type Answer = "cut" | "never" | { readonly status: number; readonly body: unknown };

async function service(t: TestContext, answers: Answer[], begin: Record<string, unknown> = urls) {
  const seen: IncomingMessage[] = [];
  const { url: loginHost } = await serve(t, async (request, response) => {
    seen.push(request);
    if (request.method === "POST") {
      assert.deepEqual(await json(request), { description: "a test" });
      return send(response, 201, begin);
    }
    const answer = answers.shift();
    if (answer === "cut") return request.socket.destroy();
    if (answer !== undefined && answer !== "never") send(response, answer.status, answer.body);
  });
  const options = { loginHost, description: "a test", transport: globalFetch, userAgent: "test", clock };
  return { seen, login: () => startBrowserLogin(options) };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
