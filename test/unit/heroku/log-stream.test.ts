import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { type TestContext, test } from "node:test";
import { createClient } from "../../../src/heroku/client.ts";
import { systemClock } from "../../../src/heroku/clock.ts";
import { isPlatformError } from "../../../src/heroku/errors.ts";
import { type LogStreamOptions, type LogStreamState, streamLogs } from "../../../src/heroku/log-stream.ts";
import type { Transport } from "../../../src/heroku/transport.ts";
import { globalFetch } from "../../../src/heroku/transports/global-fetch.ts";
import { serve } from "./http-server.ts";
import { type LogServer, type LogServerOptions, logLine, serveLog } from "./log-server.ts";

const limit = { timeout: 20_000 };
const formats = ["events", "events without ids", "text"] as const;

for (const format of formats) {
  test(`history of ${format} ends without tail`, async (t) => {
    const log = await serveLog(t, { format });
    log.append(logLine(1), logLine(2), logLine(3, "Grüße 🚀"));
    const { lines } = await collect(clientOf(log), { lines: 2, tail: false });
    assert.deepEqual(lines, [logLine(2), logLine(3, "Grüße 🚀")]);
  });

  for (const expires of [false, true]) {
    test(
      `${format}, cut at random bytes, sessions ${expires ? "expire" : "live"}: each line once`,
      limit,
      async (t) => {
        // Without a place to go on from, a stream must last for the history of 1500 lines and some more.
        const cutWithin = format === "events" && !expires ? 3000 : 300_000;
        await accountForLines(t, { format, expires, cutWithin, random: randomFrom(7) }, cutWithin / 3 + 3000);
      },
    );
  }
}

test("a session that has expired is replaced", async (t) => {
  const log = await serveLog(t, { format: "events", expires: true });
  log.append(logLine(1));
  const stop = new AbortController();
  const seen: string[] = [];
  for await (const { lines } of streamLogs(clientOf(log), "demo", { lines: 10, tail: true, signal: stop.signal })) {
    seen.push(...lines);
    if (seen.length === 1) {
      log.cut();
      log.append(logLine(2));
    } else stop.abort();
  }
  assert.deepEqual(seen, [logLine(1), logLine(2)]);
  assert.equal(log.sessions, 2);
});

test("the same text in the same microsecond is kept as often as it was written", async (t) => {
  const log = await serveLog(t, { format: "text" });
  log.append(logLine(1), logLine(1));
  const stop = new AbortController();
  const seen: string[] = [];
  for await (const { lines } of streamLogs(clientOf(log), "demo", { lines: 10, tail: true, signal: stop.signal })) {
    seen.push(...lines);
    if (seen.length === 2) {
      log.cut();
      log.append(logLine(1));
    }
    if (seen.length === 3) stop.abort();
  }
  assert.deepEqual(seen, [logLine(1), logLine(1), logLine(1)]);
});

test("lines from before the reader came stay out after an interruption", async (t) => {
  const log = await serveLog(t, { format: "text" });
  log.append(...Array.from({ length: 50 }, (_, index) => logLine(index)));
  const stop = new AbortController();
  const seen: string[] = [];
  for await (const { lines } of streamLogs(clientOf(log), "demo", { lines: 2, tail: true, signal: stop.signal })) {
    seen.push(...lines);
    if (seen.length === 2) {
      log.cut();
      log.append(logLine(50));
    } else if (seen.length > 2) stop.abort();
  }
  assert.deepEqual(seen, [logLine(48), logLine(49), logLine(50)]);
});

test("says that lines are missing when more were written than the platform keeps", async (t) => {
  const log = await serveLog(t, { format: "text" });
  log.append(logLine(1));
  const stop = new AbortController();
  const gaps: boolean[] = [];
  for await (const { gap } of streamLogs(clientOf(log), "demo", { lines: 1, tail: true, signal: stop.signal })) {
    gaps.push(gap);
    if (gaps.length === 2) stop.abort();
    else {
      log.cut();
      log.append(...Array.from({ length: 1600 }, (_, index) => logLine(index + 2)));
    }
  }
  assert.deepEqual(gaps, [false, true]);
});

test("a server that goes away and comes back is found again", async (t) => {
  const first = await serveLog(t, { format: "events" });
  first.append(logLine(1));
  const client = clientOf(first);
  const stop = new AbortController();
  const seen: string[] = [];
  const states: string[] = [];
  const onState = async ({ kind }: LogStreamState) => {
    states.push(kind);
    if (states.filter((state) => state === "waiting").length !== 3) return;
    const second = await serveLog(t, { format: "events", port: first.port });
    second.append(logLine(1), logLine(2));
  };
  for await (const { lines } of streamLogs(client, "demo", {
    lines: 10,
    tail: true,
    signal: stop.signal,
    onState: (state) => void onState(state),
  })) {
    seen.push(...lines);
    if (seen.length === 1) await first.close();
    else stop.abort();
  }
  assert.deepEqual(seen, [logLine(1), logLine(2)]);
});

test("a stream that fetch cuts because it was silent goes on without a word", async (t) => {
  const log = await serveLog(t, { format: "events" });
  log.append(logLine(1));
  const stop = new AbortController();
  const errors: unknown[] = [];
  const seen: string[] = [];
  const options = {
    lines: 1,
    tail: true,
    signal: stop.signal,
    onState: (state: LogStreamState) => state.kind === "waiting" && errors.push(state.error),
  };
  for await (const { lines } of streamLogs(clientOf(log, silencing), "demo", options)) {
    seen.push(...lines);
    if (seen.length === 1) log.append(logLine(2));
    else stop.abort();
  }
  assert.deepEqual(seen, [logLine(1), logLine(2)]);
  assert.ok(errors.length > 0 && errors.every((error) => error === undefined));
});

test("ends quietly when aborted while nothing comes, and closes its connection", async (t) => {
  const log = await serveLog(t, { format: "events" });
  const stop = new AbortController();
  const onState = () => setImmediate(() => stop.abort());
  const { lines } = await collect(clientOf(log), { lines: 10, tail: true, signal: stop.signal, onState });
  assert.deepEqual(lines, []);
});

test("ends at once when aborted before it began", async (t) => {
  const log = await serveLog(t, { format: "events" });
  await collect(clientOf(log), { lines: 1, tail: true, signal: AbortSignal.abort() });
  assert.equal(log.sessions, 0);
});

test("a refused session is the platform's error, at first and after an interruption", async (t) => {
  const log = await serveLog(t, { format: "text" });
  log.append(logLine(1));
  const stream = streamLogs(clientOf(log), "demo", { lines: 1, tail: true });
  await stream.next();
  log.refuseSessions(404, "not_found");
  log.cut();
  await assert.rejects(stream.next(), (error) => isPlatformError(error, "not_found"));
  await assert.rejects(collect(clientOf(log), { lines: 1, tail: true }), (error) =>
    isPlatformError(error, "not_found"),
  );
});

test("the token never goes to the log stream", async (t) => {
  const authorizations: (string | undefined)[] = [];
  const server = await serve(t, (request, response) => {
    authorizations.push(request.headers.authorization);
    if (request.method === "GET") return void response.end("line\n");
    announce(response, server.url);
  });
  const { lines } = await collect(clientOf(server), { lines: 1, tail: false });
  assert.deepEqual(lines, ["line"]);
  assert.deepEqual(authorizations, ["Bearer token", undefined]);
});

for (const [type, body] of [
  [
    "text/event-stream",
    `retry: 20\n\nid: 1\ndata: ${logLine(1)}\ndata: ${logLine(2)}\n\n:\n\ndata: ${logLine(3)}\n\ndata: half`,
  ],
  ["text/plain", `${logLine(1)}\n${logLine(2)}\n${logLine(3)}`],
] as const) {
  test(`${type} that comes byte by byte: lines and characters are put together again`, async (t) => {
    const server = await serve(t, async (request, response) => {
      if (request.method === "POST") return announce(response, server.url);
      response.writeHead(200, { "Content-Type": type });
      request.socket.setNoDelay(true);
      for (const byte of Buffer.from(body)) {
        await new Promise((sent) => response.write(Buffer.of(byte), () => setImmediate(sent)));
      }
      response.end();
    });
    const { lines } = await collect(clientOf(server), { lines: 1, tail: false });
    assert.deepEqual(lines, [logLine(1), logLine(2), logLine(3)]);
  });
}

test("leaving the loop closes the connection", async (t) => {
  const { promise: closed, resolve } = deferred();
  const server = await serve(t, (request, response) => {
    if (request.method === "GET") {
      response.on("close", resolve);
      return void response.write("line\n");
    }
    announce(response, server.url);
  });
  for await (const _ of streamLogs(clientOf(server), "demo", { lines: 1, tail: true })) break;
  await closed;
});

function announce(response: ServerResponse, url: string): void {
  response.writeHead(201, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ logplex_url: `${url}/streams/1`, created_at: "2026-11-21T02:00:00Z" }));
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Writes numbered lines while the reader reads, and checks that each arrives once and in order. */
async function accountForLines(t: TestContext, options: LogServerOptions, total: number): Promise<void> {
  const log = await serveLog(t, options);
  const random = randomFrom(11);
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, t.signal]);
  let written = 0;
  const write = () => {
    const end = Math.min(total, written + Math.ceil(random() * 300));
    log.append(...Array.from({ length: end - written }, (_, index) => logLine(written + index)));
    written = end;
  };
  const seen: string[] = [];
  write();
  for await (const { lines } of streamLogs(clientOf(log), "demo", { lines: 1500, tail: true, signal })) {
    seen.push(...lines);
    if (seen.length >= total) stop.abort();
    // Only so far ahead of the reader that the log cannot forget what it has not read.
    else if (written - seen.length < 600) write();
  }
  assert.deepEqual(
    seen,
    Array.from({ length: total }, (_, number) => logLine(number)),
  );
  assert.ok(log.streams > 5, `only ${log.streams} streams`);
}

async function collect(
  client: ReturnType<typeof createClient>,
  options: LogStreamOptions,
): Promise<{ lines: string[] }> {
  const lines: string[] = [];
  for await (const batch of streamLogs(client, "demo", options)) lines.push(...batch.lines);
  return { lines };
}

/** Ends every stream after its first lines as undici does after its body timeout, which is five minutes. */
const silencing: Transport = async (request) => {
  const response = await globalFetch(request);
  return request.method === "GET" ? { ...response, body: cutAfterLines(response.body) } : response;
};

async function* cutAfterLines(body: AsyncIterable<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  for await (const chunk of body ?? []) {
    yield chunk;
    if (!Buffer.from(chunk).includes("data:")) continue;
    throw new TypeError("terminated", { cause: Object.assign(new Error(), { code: "UND_ERR_BODY_TIMEOUT" }) });
  }
}

function clientOf({ url }: Pick<LogServer, "url">, transport = globalFetch) {
  // Waits a hundredth of the time, so that a back-off of seconds is one of milliseconds.
  const sleep = (milliseconds: number, signal?: AbortSignal) => systemClock.sleep(milliseconds / 100, signal);
  return createClient({
    apiUrl: url,
    token: "token",
    transport,
    userAgent: "heroku-workbench/0.0.0",
    clock: { now: Date.now, sleep },
  });
}

/** The same "random" numbers each time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
