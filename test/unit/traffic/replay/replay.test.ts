import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecordedRequest } from "../../../../src/traffic/recording/format.ts";
import type { Recording } from "../../../../src/traffic/recording/open-recording.ts";
import { type ReplayOptions, type ReplayResult, replay } from "../../../../src/traffic/replay/replay.ts";
import { createSummary, percentiles } from "../../../../src/traffic/replay/summary.ts";
import { read, Servers } from "../setup.ts";

test("safe methods are sent in their order, others are not", async () => {
  await using servers = new Servers();
  const seen: string[] = [];
  const port = await servers.http((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end();
  });
  const results = await send(
    port,
    [
      recorded({ path: "/1" }),
      recorded({ path: "/2", method: "POST" }),
      recorded({ path: "/3", method: "HEAD" }),
      recorded({ path: "/4", upgrade: true }),
      recorded({ path: "/5", method: "OPTIONS" }),
    ],
    { atOnce: 1 },
  );
  assert.deepEqual(seen, ["GET /1", "HEAD /3", "OPTIONS /5"]);
  assert.deepEqual(
    results.flatMap((result) => (result.kind === "skipped" ? [result.why] : [])),
    ["unsafe method", "websocket"],
  );
});

test("with all methods bodies are sent as they were; what was not kept is not", async () => {
  await using servers = new Servers();
  const seen: string[] = [];
  const port = await servers.http(async (request, response) => {
    seen.push(`${request.method} ${request.headers["content-length"]} ${await read(request)}`);
    response.end();
  });
  const results = await send(
    port,
    [
      recorded({ method: "POST", body: { text: "té" } }),
      recorded({ method: "PUT", body: { base64: "YWI=" } }),
      recorded({ method: "POST", body: { omitted: "too long", bytes: 9 } }),
      recorded({ method: "DELETE" }),
    ],
    { allMethods: true, atOnce: 1 },
  );
  assert.deepEqual(seen, ["POST 3 té", "PUT 2 ab", "DELETE undefined "]);
  assert.deepEqual(
    results.map(({ kind }) => kind),
    ["answered", "answered", "skipped", "answered"],
  );
});

test("a kept connection that is closed under a request is no missing answer, and nothing is changed twice", async () => {
  await using servers = new Servers();
  const seen: string[] = [];
  const port = await servers.tcp((socket) => {
    let count = 0;
    socket.on("data", (chunk) => {
      seen.push(String(chunk).split(" ", 1)[0] ?? "");
      if (count++ === 0) socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      else socket.destroy();
    });
  });
  const results = await send(
    port,
    [recorded({}), recorded({}), recorded({ method: "POST" }), recorded({ method: "HEAD" })],
    { allMethods: true, atOnce: 1 },
  );
  assert.deepEqual(
    results.map(({ kind }) => kind),
    ["answered", "answered", "answered", "answered"],
  );
  assert.equal(seen.filter((method) => method === "POST").length, 1);
});

test("scrubbed headers are left out, own ones take the place of recorded ones", async () => {
  await using servers = new Servers();
  let headers = {};
  const port = await servers.http((request, response) => {
    headers = request.headers;
    response.end();
  });
  await send(
    port,
    [
      recorded({
        headers: [
          ["Host", "old"],
          ["Authorization", "SCRUBBED"],
          ["Accept", "a/b"],
          ["X-Own", "1"],
          ["Connection", "close"],
        ],
      }),
    ],
    { headers: ["x-own", "2", "Cookie", "c=1"] },
  );
  assert.deepEqual(headers, {
    host: `127.0.0.1:${port}`,
    accept: "a/b",
    "x-own": "2",
    cookie: "c=1",
    connection: "keep-alive",
  });
});

test("gaps are kept, and shrink with the speed", async () => {
  await using servers = new Servers();
  const times: number[] = [];
  const port = await servers.http((_, response) => {
    times.push(performance.now());
    response.end();
  });
  const requests = [recorded({ at: 1000 }), recorded({ at: 21_000 }), recorded({ at: 61_000 })];
  await send(port, requests, { speed: 200 });
  const [first = 0, second = 0, third = 0] = times;
  assert.ok(second - first > 30 && third - first > 130, `${times}`);
  // At once it would be a minute.
  assert.ok(third - first < 30_000, `${times}`);
});

test("no more at once than asked for", async () => {
  await using servers = new Servers();
  let now = 0;
  let most = 0;
  const port = await servers.http((_, response) => {
    most = Math.max(most, ++now);
    setImmediate(() => {
      now--;
      response.end();
    });
  });
  const results = await send(
    port,
    Array.from({ length: 30 }, () => recorded({})),
    { atOnce: 3 },
  );
  assert.equal(results.length, 30);
  assert.ok(most <= 3);
});

test("what has no answer is a failure with its reason, and does not stop the others", async () => {
  await using servers = new Servers();
  const port = await servers.tcp((socket) => {
    socket.once("data", (head) => {
      if (head.includes("/bad")) socket.destroy();
      else if (head.includes("/good")) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
  });
  const results = await send(
    port,
    [recorded({ path: "/bad" }), recorded({ path: "/mute" }), recorded({ path: "/good" })],
    {
      timeout: 500,
    },
  );
  assert.deepEqual(
    results
      .map((result) => (result.kind === "failed" ? `${result.request.path} ${result.message}` : result.kind))
      .toSorted(),
    ["/bad the connection was closed without an answer", "/mute no answer within 0.5 s", "answered"],
  );
  const closed = await (async () => {
    await using others = new Servers();
    return await others.tcp(() => {});
  })();
  const [refused] = await send(closed, [recorded({})]);
  assert.ok(refused?.kind === "failed" && refused.message === "the connection was refused");
});

test("a connection that the server closed meanwhile is no failure", async () => {
  await using servers = new Servers();
  let connections = 0;
  const port = await servers.tcp((socket) => {
    connections++;
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      socket.once("data", () => socket.resetAndDestroy());
    });
  });
  const results = await send(port, [recorded({}), recorded({}), recorded({})], { atOnce: 1 });
  assert.ok(results.every(({ kind }) => kind === "answered"));
  assert.equal(connections, 3);
});

test("an app of the sandbox is found by its name under localhost", async () => {
  await using servers = new Servers();
  let host: string | undefined;
  const port = await servers.http((request, response) => {
    ({ host } = request.headers);
    response.end();
  });
  const to = new URL(`http://my-app.localhost:${port}`);
  const [result] = await send(port, [recorded({})], { to });
  assert.equal(result?.kind, "answered");
  assert.equal(host, `my-app.localhost:${port}`);
});

test("it can be ended early", async () => {
  await using servers = new Servers();
  const stopping = new AbortController();
  const port = await servers.http(() => stopping.abort());
  const results = await send(port, [recorded({}), recorded({ at: 1e9 })], { signal: stopping.signal, speed: 1 });
  assert.deepEqual(results, []);
});

test("a summary counts, and says what differs", () => {
  const { add, summary } = createSummary();
  const answer = (status: number, service: number) => ({ status, service, firstByte: 1, bytes: 0 });
  add({ kind: "answered", request: recorded({}), answer: answer(200, 10) });
  add({ kind: "answered", request: recorded({ path: "/a?x=1", id: "one" }), answer: answer(500, 30) });
  add({ kind: "answered", request: recorded({ path: "/a?x=2", id: "two" }), answer: answer(500, 20) });
  add({ kind: "failed", request: recorded({ path: "/b", id: "three" }), message: "refused" });
  add({ kind: "skipped", request: recorded({ method: "POST" }), why: "unsafe method" });
  assert.deepEqual(summary(), {
    requests: 5,
    same: 1,
    different: 2,
    failed: 1,
    skipped: { "unsafe method": 1 },
    recorded: { p50: 5, p95: 5 },
    replayed: { p50: 20, p95: 30 },
    differences: [
      { method: "GET", path: "/a", recorded: 200, now: 500, count: 2, requestId: "one" },
      { method: "GET", path: "/b", recorded: 200, now: "refused", count: 1, requestId: "three" },
    ],
  });
});

test("percentiles are times that were measured", () => {
  assert.deepEqual(percentiles([]), { p50: null, p95: null });
  assert.deepEqual(percentiles([3]), { p50: 3, p95: 3 });
  assert.deepEqual(percentiles(Array.from({ length: 100 }, (_, at) => 100 - at)), { p50: 50, p95: 95 });
});

function recorded(parts: Partial<RecordedRequest>): RecordedRequest {
  const answer = { status: 200, firstByte: 1, service: 5, bytes: 0, code: null };
  return { at: 0, id: "id", method: "GET", path: "/", headers: [], body: null, answer, ...parts };
}

async function send(
  port: number,
  requests: readonly RecordedRequest[],
  options: Partial<ReplayOptions> = {},
): Promise<ReplayResult[]> {
  const results: ReplayResult[] = [];
  const recording: Recording = {
    places: requests.map(({ at }, start) => ({ at, start, length: 0 })),
    unreadable: 0,
    read: async ({ start }) => requests[start] ?? recorded({}),
    close: async () => {},
  };
  await replay({
    recording,
    to: new URL(`http://127.0.0.1:${port}`),
    speed: Number.POSITIVE_INFINITY,
    atOnce: 50,
    allMethods: false,
    headers: [],
    timeout: 10_000,
    signal: new AbortController().signal,
    onResult: (result) => results.push(result),
    ...options,
  });
  return results;
}
