import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { createClient, type HerokuClient } from "../../../src/heroku/client.ts";
import { isCancelled, isPlatformError } from "../../../src/heroku/errors.ts";
import type { SecondFactorQuestion } from "../../../src/heroku/second-factor.ts";
import { globalFetch } from "../../../src/heroku/transports/global-fetch.ts";
import { serve } from "./http-server.ts";

const limit = { timeout: 20_000 };
const good = "123456";

test("a write that needs a code asks for one, buys half an hour with it and is made again", limit, async (t) => {
  const platform = await guardedPlatform(t);
  const { client, questions } = platform.clientWith([` 123 456 `]);
  assert.deepEqual(await client.send("PATCH", "/account", {}), { by: "short" });
  assert.deepEqual(await client.send("PATCH", "/account", {}), { by: "short" });
  assert.deepEqual(
    questions.map(({ app, request, complaint }) => ({ app, request, complaint })),
    [{ app: undefined, request: "PATCH /account", complaint: undefined }],
  );
  assert.deepEqual(platform.bought, [{ description: "test", expires_in: 1800, skip_two_factor: true }]);
  assert.equal(client.secondFactor?.token(), "short");
  const minutes = ((client.secondFactor?.until()?.getTime() ?? 0) - Date.now()) / 60_000;
  assert.ok(minutes > 29 && minutes <= 30, `${minutes}`);
});

test("calls at the same time share one question", limit, async (t) => {
  const { client, questions } = (await guardedPlatform(t)).clientWith([good]);
  const calls = ["/account", "/keys", "/account/features/a"].map((path) => client.send("PATCH", path, {}));
  assert.deepEqual(await Promise.all(calls), [{ by: "short" }, { by: "short" }, { by: "short" }]);
  assert.equal(questions.length, 1);
});

test("a refusal that names an app pre-authorizes that app, and buys nothing", limit, async (t) => {
  const platform = await guardedPlatform(t);
  const { client, questions } = platform.clientWith([good, good]);
  await Promise.all([client.send("PATCH", "/apps/shop", {}), client.send("POST", "/apps/shop/dynos", {})]);
  await client.send("PATCH", "/apps/blog", {});
  assert.deepEqual(
    questions.map(({ app }) => app),
    ["shop", "blog"],
  );
  assert.deepEqual(platform.bought, []);
  assert.equal(client.secondFactor?.token(), undefined);
});

test("a wrong code is asked for again in the platform's words", limit, async (t) => {
  const { client, questions } = (await guardedPlatform(t)).clientWith(["000000", good]);
  await client.send("PATCH", "/apps/shop", {});
  assert.deepEqual(
    questions.map(({ complaint }) => complaint),
    [undefined, "The code is wrong."],
  );
});

test("declining cancels the call, and reading is not asked about again for a while", limit, async (t) => {
  const { client, questions } = (await guardedPlatform(t)).clientWith([undefined, undefined]);
  await assert.rejects(client.get("/guarded"), (error) => isPlatformError(error, "two_factor"));
  await assert.rejects(client.get("/guarded"), (error) => isPlatformError(error, "two_factor"));
  assert.equal(questions.length, 1);
  await assert.rejects(client.send("PATCH", "/account", {}), isCancelled);
  assert.equal(questions.length, 2);
});

test("a code given before it is asked for counts for all that follows", limit, async (t) => {
  const { client, questions } = (await guardedPlatform(t)).clientWith([good]);
  assert.equal(await client.secondFactor?.give(), true);
  assert.deepEqual(await client.send("PATCH", "/account", {}), { by: "short" });
  assert.equal(questions.length, 1);
});

test("a code given while another call is under way saves that call its question", limit, async (t) => {
  const platform = await guardedPlatform(t);
  const { client, questions } = platform.clientWith([good]);
  const held = platform.holdNext("PATCH /account");
  const slow = client.send("PATCH", "/account", {});
  const refuse = await held;
  assert.equal(await client.secondFactor?.give(), true);
  refuse();
  assert.deepEqual(await slow, { by: "short" });
  assert.equal(questions.length, 1);
  assert.equal(platform.bought.length, 1);
});

test("a code for one app that is given meanwhile is no code for another", limit, async (t) => {
  const platform = await guardedPlatform(t);
  const { client, questions } = platform.clientWith([good, good]);
  const held = platform.holdNext("PATCH /apps/blog");
  const slow = client.send("PATCH", "/apps/blog", {});
  const refuse = await held;
  await client.send("PATCH", "/apps/shop", {});
  refuse();
  assert.deepEqual(await slow, { by: "long" });
  assert.deepEqual(
    questions.map(({ app }) => app),
    ["shop", "blog"],
  );
});

test("a call that comes while a question is open waits for its answer", limit, async (t) => {
  const platform = await guardedPlatform(t);
  const opened = Promise.withResolvers<void>();
  const code = Promise.withResolvers<string | undefined>();
  let questions = 0;
  const client = platform.clientAsking(() => {
    questions++;
    opened.resolve();
    return code.promise;
  });
  const first = client.send("PATCH", "/account", {});
  await opened.promise;
  const refused = platform.holdNext("POST /keys");
  const second = client.send("POST", "/keys", {});
  (await refused)();
  code.resolve(good);
  assert.deepEqual(await Promise.all([first, second]), [{ by: "short" }, { by: "short" }]);
  assert.equal(questions, 1);
});

test("declining to give a code leaves a call that is under way its own question", limit, async (t) => {
  const platform = await guardedPlatform(t);
  const { client, questions } = platform.clientWith([undefined, good]);
  const held = platform.holdNext("PATCH /account");
  const slow = client.send("PATCH", "/account", {});
  const refuse = await held;
  assert.equal(await client.secondFactor?.give(), false);
  refuse();
  assert.deepEqual(await slow, { by: "short" });
  assert.deepEqual(
    questions.map(({ request }) => request),
    [undefined, "PATCH /account"],
  );
});

test("a short authorization that the platform takes back is asked for anew", limit, async (t) => {
  const platform = await guardedPlatform(t);
  const { client, questions } = platform.clientWith([good, good]);
  await client.send("PATCH", "/account", {});
  platform.revokeShort();
  assert.deepEqual(await client.send("PATCH", "/account", {}), { by: "short" });
  assert.equal(questions.length, 2);
});

test("where no short authorization is sold the code goes with the call", limit, async (t) => {
  const platform = await guardedPlatform(t, { sells: false });
  const { client } = platform.clientWith([good]);
  assert.deepEqual(await client.send("PATCH", "/account", {}), { by: "code" });
  assert.equal(client.secondFactor?.until(), undefined);
});

test("a call that is cancelled takes its question along", limit, async (t) => {
  const platform = await guardedPlatform(t);
  const controller = new AbortController();
  let closed = false;
  const client = platform.clientAsking(({ signal }) => {
    signal.addEventListener("abort", () => {
      closed = true;
    });
    controller.abort();
    return new Promise(() => {});
  });
  await assert.rejects(client.send("PATCH", "/account", {}, { signal: controller.signal }), isCancelled);
  assert.equal(closed, true);
});

test("without anybody to ask the refusal is the answer", limit, async (t) => {
  const { url } = await guardedPlatform(t);
  const client = createClient({ apiUrl: url, token: "long", transport: globalFetch, userAgent: "test" });
  await assert.rejects(client.send("PATCH", "/account", {}), (error) => isPlatformError(error, "two_factor"));
});

/** Demands a code as the platform does: for an app by pre-authorization, else by a token that skips it. */
async function guardedPlatform(t: TestContext, { sells = true } = {}) {
  const authorized = new Set<string>();
  const bought: unknown[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url = "", headers } = request;
    const code = headers["heroku-two-factor-code"];
    const by = headers.authorization?.replace("Bearer ", "") ?? "";
    const app = /^\/apps\/([^/]+)/.exec(url)?.[1];
    const body = method === "GET" ? {} : await json(request).catch(() => ({}));
    if (url === "/oauth/authorizations" && !sells) return send(response, 404, { id: "not_found", message: "None." });
    if (code !== undefined && code !== good) {
      return send(response, 403, {
        id: "two_factor",
        message: "The code is wrong.",
        ...(app && { app: { name: app } }),
      });
    }
    if (url === "/oauth/authorizations") {
      bought.push(body);
      return send(response, 201, { id: "1", access_token: { id: "2", token: "short", expires_in: 1800 } });
    }
    if (url.endsWith("/pre-authorizations")) {
      authorized.add(app ?? "");
      return send(response, 200, {});
    }
    if (by === "short" || code === good || authorized.has(app ?? "none")) {
      return send(response, 200, { by: code === undefined ? by : "code" });
    }
    send(response, 403, { id: "two_factor", message: "A code is needed.", ...(app && { app: { name: app } }) });
  };
  let current = answer;
  const holds = new Map<string, (refuse: () => void) => void>();
  const { url } = await serve(t, (request, response) => {
    const call = `${request.method} ${request.url}`;
    const hold = holds.get(call);
    holds.delete(call);
    if (hold === undefined) void current(request, response);
    else hold(() => void current(request, response));
  });
  const clientAsking = (ask: (question: SecondFactorQuestion) => Promise<string | undefined>): HerokuClient => {
    const secondFactor = { description: "test", ask };
    return createClient({ apiUrl: url, token: "long", transport: globalFetch, userAgent: "test", secondFactor });
  };
  return {
    url,
    bought,
    /** Resolves when such a call has come; it is answered by what it was sent with, once the function is called. */
    holdNext: (call: string) =>
      new Promise<() => void>((resolve) => {
        holds.set(call, resolve);
      }),
    revokeShort() {
      let isFirst = true;
      current = async (request, response) => {
        if (!isFirst) return answer(request, response);
        isFirst = false;
        return send(response, 401, { id: "unauthorized", message: "Revoked." });
      };
    },
    clientAsking,
    clientWith(codes: (string | undefined)[]) {
      const questions: SecondFactorQuestion[] = [];
      const client = clientAsking(async (question) => {
        questions.push(question);
        return codes.shift();
      });
      return { client, questions };
    },
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
