import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { createClient, type HerokuClient } from "../../../src/heroku/client.ts";
import { isCancelled, isHerokuError, type PlatformError } from "../../../src/heroku/errors.ts";
import { listApps } from "../../../src/heroku/resources/apps.ts";
import { changeConfigVars } from "../../../src/heroku/resources/config-vars.ts";
import { restartDynos, stopDynos } from "../../../src/heroku/resources/dynos.ts";
import { listReleases } from "../../../src/heroku/resources/releases.ts";
import type { Transport } from "../../../src/heroku/transport.ts";
import { globalFetch } from "../../../src/heroku/transports/global-fetch.ts";
import { createNodeFetch } from "../../../src/heroku/transports/node-fetch.ts";
import { serve } from "./http-server.ts";

const limit = { timeout: 20_000 };
const nodeFetch = createNodeFetch();
const transports: readonly [name: string, transport: Transport][] = [
  ["global fetch", globalFetch],
  ["node-fetch", nodeFetch.transport],
];

for (const [name, transport] of transports) {
  const client = (url: string) => clientOf(url, transport);

  test(`${name}: a call carries token, media type, user agent and an id of its own`, async (t) => {
    const seen: IncomingMessage[] = [];
    const { url } = await serve(t, (request, response) => {
      seen.push(request);
      json(response, { email: "me@example.com" }, { "RateLimit-Remaining": "4499" });
    });
    const heroku = client(url);
    assert.equal(heroku.rateLimitRemaining, undefined);
    assert.deepEqual(await heroku.get("/account"), { email: "me@example.com" });
    await heroku.get("/account");
    assert.equal(heroku.rateLimitRemaining, 4499);
    const [first, second] = seen.map(({ headers }) => headers);
    assert.equal(first?.authorization, "Bearer secret-token");
    assert.equal(first?.accept, "application/vnd.heroku+json; version=3");
    assert.equal(first?.["user-agent"], "heroku-workbench/0.0.0");
    assert.match(String(first?.["request-id"]), /^[0-9a-f-]{36}$/);
    assert.notEqual(first?.["request-id"], second?.["request-id"]);
  });

  test(`${name}: ten GETs one after the other share a connection`, async (t) => {
    const server = await serve(t, (_, response) => json(response, {}));
    for (let index = 0; index < 10; index++) await client(server.url).get("/account");
    assert.ok(server.connections <= 2, `${server.connections} connections`);
  });

  test(`${name}: a redirect is an error, and its target never sees the token`, async (t) => {
    let reached = false;
    const other = await serve(t, (_, response) => {
      reached = true;
      json(response, {});
    });
    const { url } = await serve(t, (_, response) =>
      response.writeHead(302, { Location: `${other.url}/account` }).end(),
    );
    const error = await refused(client(url).get("/account"));
    assert.equal(error.status, 302);
    assert.equal(reached, false);
  });

  test(`${name}: a connection cut in the middle of the body is tried again, three times in all`, async (t) => {
    let requests = 0;
    const { url } = await serve(t, (_, response) => {
      requests++;
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "100" });
      response.write('{"half":', () => response.destroy());
    });
    await assert.rejects(client(url).get("/apps/demo"), (error) => isHerokuError(error) && error.kind === "network");
    assert.equal(requests, 3);
  });

  test(`${name}: a write is never sent twice`, async (t) => {
    let requests = 0;
    const { url } = await serve(t, (_, response) => {
      requests++;
      response.destroy();
    });
    await assert.rejects(
      client(url).send("POST", "/apps", {}),
      (error) => isHerokuError(error) && error.kind === "network",
    );
    assert.equal(requests, 1);
  });

  test(`${name}: the time limit covers a body that drips`, async (t) => {
    const { url } = await serve(t, (_, response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      const timer = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(timer));
    });
    const error = await thrown(client(url).get("/account", { timeout: 200 }));
    assert.equal(error.kind, "timeout");
  });

  test(`${name}: a cancelled call says so at once`, async (t) => {
    const stop = new AbortController();
    const { url } = await serve(t, () => stop.abort());
    const error = await thrown(client(url).get("/account", { signal: stop.signal }));
    assert.ok(isCancelled(error));
  });

  test(`${name}: of an error page without end only the status counts`, limit, async (t) => {
    const { promise: closed, resolve } = deferred();
    const page = Readable.from(endless());
    const { url } = await serve(t, (_, response) => {
      response.on("close", resolve);
      response.writeHead(502, { "Content-Type": "text/html" });
      page.pipe(response);
    });
    t.after(() => page.destroy());
    const error = await refused(client(url).get("/account"));
    assert.deepEqual([error.status, error.id, error.message.length < 200], [502, "http_502", true]);
    await closed;
  });
}

test.after(() => nodeFetch.close());

test("a refusal keeps the platform's words", async (t) => {
  const { url } = await serve(t, (_, response) => {
    response.writeHead(404, { "Content-Type": "application/json; charset=utf-8", "Request-Id": "abc" });
    response.end('{"id":"not_found","message":"Couldn\'t find that app.","resource":"app"}');
  });
  const { id, status, message, resource, requestId, request } = await refused(clientOf(url).get("/apps/nope"));
  assert.deepEqual(
    { id, status, message, resource, requestId, request },
    {
      id: "not_found",
      status: 404,
      message: "Couldn't find that app.",
      resource: "app",
      requestId: "abc",
      request: "GET /apps/nope",
    },
  );
});

test("a 403 tells the app it is about", async (t) => {
  const { url } = await serve(t, (_, response) =>
    json(
      response,
      { id: "two_factor", message: "A second authentication factor is required.", app: { name: "demo" } },
      {},
      403,
    ),
  );
  assert.equal((await refused(clientOf(url).get("/apps/demo"))).app, "demo");
});

const retryAfters: readonly [header: Record<string, string>, milliseconds: number][] = [
  [{}, 60_000],
  [{ "Retry-After": "7" }, 7000],
];
for (const [header, milliseconds] of retryAfters) {
  test(`a 429 with ${JSON.stringify(header)} hints at ${milliseconds} ms`, async (t) => {
    const { url } = await serve(t, (_, response) =>
      json(response, { id: "rate_limit", message: "Wait." }, header, 429),
    );
    const error = await refused(clientOf(url).get("/account"));
    assert.deepEqual([error.id, error.retryAfter], ["rate_limit", milliseconds]);
  });
}

const oddBodies: readonly [what: string, type: string, body: string, expected: string][] = [
  ["a hotel's page", "text/html", "<h1>Welcome</h1>", "platform invalid_response"],
  ["half of a JSON", "application/json", '{"id":', "network TRUNCATED"],
  ["JSON without a type of its own", "", "{}", "platform invalid_response"],
];
for (const [what, type, body, expected] of oddBodies) {
  test(`${what} is ${expected}`, async (t) => {
    const { url } = await serve(t, (_, response) =>
      response.writeHead(200, type ? { "Content-Type": type } : {}).end(body),
    );
    const error = await thrown(clientOf(url).get("/account"));
    const detail = error.kind === "platform" ? error.id : error.kind === "network" ? error.code : "";
    assert.equal(`${error.kind} ${detail}`, expected);
  });
}

test("nothing listens: a network error that names the host", async (t) => {
  const server = await serve(t, () => {});
  await server.close();
  const error = await thrown(clientOf(server.url).get("/account"));
  assert.equal(error.kind === "network" && error.code, "ECONNREFUSED");
  assert.equal(error.message, `Cannot reach 127.0.0.1:${server.port}: nothing listens there.`);
});

test("an answer that has not changed is the same frozen object", async (t) => {
  const conditions: (string | undefined)[] = [];
  const { url } = await serve(t, (request, response) => {
    conditions.push(request.headers["if-none-match"]);
    if (request.headers["if-none-match"] === '"1"') return void response.writeHead(304, { ETag: '"1"' }).end();
    json(response, { name: "demo", owner: { email: "me" } }, { ETag: '"1"' });
  });
  const client = clientOf(url);
  const first = await client.get<{ owner: object }>("/apps/demo");
  const answer = await client.request({ method: "GET", path: "/apps/demo" });
  assert.equal(answer.body, first);
  assert.deepEqual([answer.unchanged, answer.status], [true, 200]);
  assert.ok(Object.isFrozen(first.owner));
  assert.deepEqual(conditions, [undefined, '"1"']);
});

test("a write forgets what was kept of its app, and lists of apps, and nothing else", async (t) => {
  const conditional: string[] = [];
  const { url } = await serve(t, (request, response) => {
    if (request.headers["if-none-match"]) conditional.push(request.url ?? "");
    json(response, [], { ETag: '"1"' });
  });
  const client = clientOf(url);
  const paths = ["/apps", "/users/~/apps", "/apps/demo", "/apps/demo/dynos", "/apps/demo-2/dynos", "/account"];
  for (const path of paths) await client.get(path);
  await client.send("PATCH", "/apps/demo/config-vars", { A: "1" });
  for (const path of paths) await client.get(path);
  assert.deepEqual(conditional, ["/apps/demo-2/dynos", "/account"]);
});

test("pages are followed by Next-Range, and come out of the cache with it", async (t) => {
  const ranges: (string | undefined)[] = [];
  const { url } = await serve(t, (request, response) => {
    const range = request.headers.range;
    ranges.push(range);
    const isLast = range === "name ]b..; max=1000";
    const etag = `"${range}"`;
    const headers = { ETag: etag, ...(isLast ? {} : { "Next-Range": "name ]b..; max=1000" }) };
    // A 304 without Next-Range: the client has to remember where the next page begins.
    if (request.headers["if-none-match"] === etag) return void response.writeHead(304, { ETag: etag }).end();
    json(response, isLast ? [{ name: "c" }] : [{ name: "a" }, { name: "b" }], headers, isLast ? 200 : 206);
  });
  const client = clientOf(url);
  for (let time = 0; time < 2; time++) {
    assert.deepEqual(
      (await listApps(client)).map(({ name }) => name),
      ["a", "b", "c"],
    );
  }
  assert.deepEqual(ranges.slice(0, 2), ["name ..; max=1000", "name ]b..; max=1000"]);
  assert.equal(ranges.length, 4);
});

test("a server that names the same page again does not hold the client for ever", async (t) => {
  const { url } = await serve(t, (_, response) => json(response, [1], { "Next-Range": "id 1..; max=1" }, 206));
  const pages: unknown[] = [];
  for await (const page of clientOf(url).list("/apps")) pages.push(page);
  assert.equal(pages.length, 2);
});

test("releases are asked for newest first and no further than wanted", async (t) => {
  const ranges: (string | undefined)[] = [];
  const { url } = await serve(t, (request, response) => {
    ranges.push(request.headers.range);
    json(response, [{ version: 9 }, { version: 8 }], { "Next-Range": "version ..7; order=desc, max=2" }, 206);
  });
  assert.equal((await listReleases(clientOf(url), "demo", { max: 2 })).length, 2);
  assert.deepEqual(ranges, ["version ..; order=desc, max=2"]);
});

test("identical GETs in flight are one request; who leaves does not end it for the others", async (t) => {
  const waiting: ServerResponse[] = [];
  const { promise: arrived, resolve } = deferred();
  const { url } = await serve(t, (_, response) => {
    waiting.push(response);
    resolve();
  });
  const client = clientOf(url);
  const stop = new AbortController();
  const left = thrown(client.get("/apps", { signal: stop.signal }));
  const stayed = client.get("/apps");
  await arrived;
  stop.abort();
  assert.ok(isCancelled(await left));
  for (const response of waiting) json(response, ["demo"]);
  assert.deepEqual(await stayed, ["demo"]);
  assert.equal(waiting.length, 1);
});

test("when everyone has left, the request ends", async (t) => {
  const { promise: closed, resolve } = deferred();
  const stop = new AbortController();
  const { url } = await serve(t, (_, response) => {
    response.on("close", resolve);
    stop.abort();
  });
  const client = clientOf(url);
  await Promise.all([1, 2].map(() => thrown(client.get("/apps", { signal: stop.signal }))));
  await closed;
});

test("a GET asked after a write does not get the answer of one from before it", async (t) => {
  let state = "old";
  const early: (() => void)[] = [];
  const { promise: arrived, resolve } = deferred();
  const { url } = await serve(t, (request, response) => {
    if (request.method === "PATCH") state = "new";
    const answer = { state };
    if (request.method === "PATCH" || early.length > 0) return json(response, answer);
    early.push(() => json(response, answer));
    resolve();
  });
  const client = clientOf(url);
  const before = client.get("/apps/demo");
  await arrived;
  await client.send("PATCH", "/apps/demo", {});
  assert.deepEqual(await client.get("/apps/demo"), { state: "new" });
  for (const answer of early) answer();
  assert.deepEqual(await before, { state: "old" });
});

test("a write sends JSON, and names are one segment of the path whatever they hold", async (t) => {
  const seen: string[] = [];
  const { url } = await serve(t, async (request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers["content-type"]} ${await text(request)}`);
    json(response, {}, {}, 202);
  });
  const client = clientOf(url);
  await changeConfigVars(client, "de/mo?", { A: "1", B: null });
  await restartDynos(client, "demo", { kind: "type", type: "web" });
  await restartDynos(client, "demo", { kind: "dyno", dyno: "web.1" });
  await stopDynos(client, "demo", { kind: "dyno", dyno: "web.1" });
  assert.deepEqual(seen, [
    'PATCH /apps/de%2Fmo%3F/config-vars application/json {"A":"1","B":null}',
    "DELETE /apps/demo/formations/web undefined ",
    "DELETE /apps/demo/dynos/web.1 undefined ",
    "POST /apps/demo/dynos/web.1/actions/stop undefined ",
  ]);
  await assert.rejects(restartDynos(client, "..", { kind: "all" }), RangeError);
  await assert.rejects(restartDynos(client, "demo", { kind: "dyno", dyno: "" }), RangeError);
});

test("the token appears in no error", async (t) => {
  const server = await serve(t, (_, response) => response.writeHead(500).end("oops"));
  const client = clientOf(server.url);
  const refusal = await thrown(client.get("/account"));
  await server.close();
  const unreachable = await thrown(client.get("/account"));
  const { inspect } = await import("node:util");
  assert.doesNotMatch(inspect([refusal, unreachable], { depth: 9, showHidden: true }), /secret-token/);
});

test("a connection that was kept and closed by the server meanwhile is no error", async (t) => {
  const server = await serve(t, (_, response) => json(response, {}));
  const client = clientOf(server.url);
  await client.get("/account");
  server.cut();
  await client.get("/account");
});

test("bytes that are no HTTP are a network error", async (t) => {
  const server = await serve(t, (request) => request.socket.end("220 mail.example.com ready\r\n"));
  assert.ok(connect(server.port, "127.0.0.1").destroy());
  assert.equal((await thrown(clientOf(server.url).get("/account"))).kind, "network");
});

function clientOf(apiUrl: string, transport: Transport = globalFetch): HerokuClient {
  return createClient({
    apiUrl,
    transport,
    token: "secret-token",
    userAgent: "heroku-workbench/0.0.0",
    random: () => 0,
  });
}

function json(response: ServerResponse, body: unknown, headers: Record<string, string> = {}, status = 200): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(65_536, "x");
}

async function thrown(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (reason) => reason,
  );
  assert.ok(isHerokuError(error), `not a HerokuError: ${error}`);
  return error;
}

async function refused(call: Promise<unknown>): Promise<PlatformError> {
  const error = await thrown(call);
  assert.ok(error.kind === "platform", error.message);
  return error;
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
