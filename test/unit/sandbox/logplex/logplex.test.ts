import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { createLogplex, type LogplexOptions } from "../../../../src/sandbox/logplex/logplex.ts";
import type { Logplex, LogSessionRequest } from "../../../../src/sandbox/parts.ts";

let folder = "";
let server: Server;
let logplex: Logplex;
let clock = Date.parse("2026-11-21T01:28:00.123Z");

const world = { now: () => new Date(clock), uuid: () => crypto.randomUUID() };

function start(options: Partial<LogplexOptions> = {}): Logplex {
  return createLogplex({ settings: { logLines: 1500 }, places: { logs: folder }, world, ...options });
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "logplex-"));
  logplex = start();
  server = createServer((request, response) => logplex.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  await logplex.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

function open(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, headers, agent: false }, resolve).on("error", reject);
  });
}

const events = { Accept: "text/event-stream" };

function session(request: Partial<LogSessionRequest> = {}): string {
  return logplex.createSession("app-1", { lines: 100, tail: false, ...request }).path;
}

async function text(response: IncomingMessage): Promise<string> {
  let all = "";
  for await (const chunk of response) all += String(chunk);
  return all;
}

/** Reads until the text matches; the stream stays open. */
function textUntil(response: IncomingMessage, pattern: RegExp): Promise<string> {
  return new Promise((resolve) => {
    let all = "";
    response.on("data", function read(chunk) {
      all += String(chunk);
      if (!pattern.test(all)) return;
      response.off("data", read);
      resolve(all);
    });
  });
}

async function messages(request: Partial<LogSessionRequest> = {}): Promise<string[]> {
  return (await text(await open(session(request))))
    .split("\n")
    .slice(0, -1)
    .map((line) => line.slice(33));
}

function log(message: string, process = "web.1", source: "app" | "heroku" = "app"): void {
  logplex.append("app-1", { source, process, message });
}

test("history as plain text, then the end", async () => {
  log("one");
  log("State changed from starting to up", "web.1", "heroku");
  const response = await open(session());
  assert.equal(response.headers["content-type"], "text/plain; charset=utf-8");
  assert.equal(
    await text(response),
    "2026-11-21T01:28:00.123000+00:00 app[web.1]: one\n" +
      "2026-11-21T01:28:00.123001+00:00 heroku[web.1]: State changed from starting to up\n",
  );
});

test("history as events begins with the retry time", async () => {
  log("one");
  const response = await open(session(), events);
  assert.equal(response.headers["content-type"], "text/event-stream; charset=utf-8");
  const id = Date.parse("2026-11-21T01:28:00.123Z") * 1000;
  assert.equal(
    await text(response),
    `retry: 20\n\nid: ${id}\ndata: 2026-11-21T01:28:00.123000+00:00 app[web.1]: one\n\n`,
  );
});

const filters: readonly { request: Partial<LogSessionRequest>; expected: string[] }[] = [
  {
    request: {},
    expected: ["app[web.1]: a", "app[web.2]: b", "app[worker.1]: c", "heroku[web.1]: d", "heroku[router]: e"],
  },
  { request: { dyno: "web.1" }, expected: ["app[web.1]: a", "heroku[web.1]: d"] },
  { request: { dyno: "web" }, expected: ["app[web.1]: a", "app[web.2]: b", "heroku[web.1]: d"] },
  { request: { type: "web" }, expected: ["app[web.1]: a", "app[web.2]: b", "heroku[web.1]: d"] },
  { request: { dyno: "router" }, expected: ["heroku[router]: e"] },
  { request: { source: "app" }, expected: ["app[web.1]: a", "app[web.2]: b", "app[worker.1]: c"] },
  { request: { source: "app", dyno: "web", lines: 1 }, expected: ["app[web.2]: b"] },
  { request: { lines: 2 }, expected: ["heroku[web.1]: d", "heroku[router]: e"] },
  { request: { lines: 0 }, expected: [] },
  { request: { dyno: "w" }, expected: [] },
];

for (const { request, expected } of filters) {
  test(`filters by ${JSON.stringify(request)}`, async () => {
    log("a");
    log("b", "web.2");
    log("c", "worker.1");
    log("d", "web.1", "heroku");
    log("e", "router", "heroku");
    assert.deepEqual(await messages(request), expected);
  });
}

test("only the last lines are kept, and a block is cut where it must be", async () => {
  const lines = Array.from({ length: 4000 }, (_, n) => Buffer.from(`${n}`));
  logplex.appendLines("app-1", { source: "app", process: "web.1" }, lines.slice(0, 2300));
  logplex.appendLines("app-1", { source: "app", process: "web.1" }, lines.slice(2300));
  const kept = await messages({ lines: 9999 });
  assert.equal(kept.length, 1500);
  assert.deepEqual([kept[0], kept.at(-1)], ["app[web.1]: 2500", "app[web.1]: 3999"]);
});

test("a tail goes on, without gap or double, and resumes by the last id", async () => {
  log("before");
  // Right behind the request, when the stream has just been opened.
  server.once("request", () => log("second"));
  const response = await open(session({ tail: true }), events);
  const first = textUntil(response, /third/);
  log("other", "worker.1");
  log("third");
  const seen = await first;
  assert.deepEqual(seen.match(/(?<=: )(before|second|other|third)/g), ["before", "second", "other", "third"]);
  response.destroy();
  const secondId = /id: (\d+)\ndata: [^\n]*second/.exec(seen)?.[1] ?? "";
  log("fourth");
  const resumed = await text(await open(session(), { ...events, "Last-Event-ID": secondId }));
  assert.deepEqual(resumed.match(/(?<=: )(before|second|other|third|fourth)/g), ["other", "third", "fourth"]);
});

test("who comes back too late is told how many lines are gone", async () => {
  log("read");
  const seen = await text(await open(session(), events));
  const id = /id: (\d+)/.exec(seen)?.[1] ?? "";
  for (let line = 0; line < 1500; line++) log(`line ${line}`, line % 2 === 0 ? "web.1" : "worker.1");
  const nothingGone = await text(await open(session(), { ...events, "Last-Event-ID": id }));
  assert.doesNotMatch(nothingGone, /L11/);
  for (let line = 0; line < 100; line++) log(`line ${line}`, line % 2 === 0 ? "web.1" : "worker.1");
  const resumed = await text(await open(session(), { ...events, "Last-Event-ID": id }));
  assert.match(
    resumed,
    /retry: 20\n\ndata: [^\n]+ heroku\[logplex\]: Error L11 .* dropped 100 messages since 2026-11-21T01:28:00/,
  );
  assert.equal(resumed.match(/^id: /gm)?.length, 1500);
  const filtered = await text(await open(session({ type: "worker" }), { ...events, "Last-Event-ID": id }));
  assert.match(filtered, /dropped 50 messages/);
});

test("a tail only shows what it was asked for", async () => {
  const response = await open(session({ tail: true, dyno: "web.1" }));
  const all = textUntil(response, /last/);
  log("hidden", "worker.1");
  log("last");
  assert.match(await all, /^[^\n]*app\[web\.1\]: last\n$/);
  response.destroy();
});

test("a session expires after five minutes", async () => {
  const path = session();
  clock += 5 * 60_000 - 1;
  assert.equal((await open(path)).statusCode, 200);
  clock += 1;
  assert.equal((await open(path)).statusCode, 404);
  assert.equal((await open("/streams/guess")).statusCode, 404);
});

test("a slow reader loses lines, and is told how many", async () => {
  const response = await open(session({ tail: true, lines: 0 }), events);
  response.pause();
  const line = Buffer.from("x".repeat(5000));
  const total = 20_000;
  for (let sent = 0; sent < total; sent += 100) {
    logplex.appendLines("app-1", { source: "app", process: "web.1" }, Array<Buffer>(100).fill(line));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const all = text(response);
  await logplex.close();
  const seen = await all;
  const dropped = [
    ...seen.matchAll(/heroku\[logplex\]: Error L11 \(Tail buffer overflow\) -> This tail session dropped (\d+)/g),
  ];
  const received = seen.match(/x{5000}/g)?.length ?? 0;
  assert.equal(received + dropped.reduce((sum, [, count]) => sum + Number(count), 0), total);
  assert.ok(dropped.length >= 1);
});

test("a reader that catches up is told at once", async () => {
  const response = await open(session({ tail: true, lines: 0 }));
  response.pause();
  const lines = Array<Buffer>(1400).fill(Buffer.alloc(9000, "x"));
  for (let batch = 0; batch < 3; batch++) {
    logplex.appendLines("app-1", { source: "app", process: "web.1" }, lines);
    await new Promise((resolve) => setImmediate(resolve));
  }
  for await (const chunk of response) if (String(chunk).includes("Error L11")) break;
});

test("a quiet event stream shows signs of life", async () => {
  await logplex.close();
  logplex = start({ heartbeat: 5 });
  const response = await open(session({ tail: true }), events);
  assert.match(await textUntil(response, /:\n\n:\n\n/), /^retry: 20\n\n(:\n\n)+$/);
  response.destroy();
});

test("closing ends every stream", async () => {
  const response = await open(session({ tail: true }));
  log("last");
  const all = text(response);
  await logplex.close();
  assert.match(await all, /last\n$/);
});

test("lines and ids survive a restart", async () => {
  log("old");
  clock -= 60_000;
  await logplex.close();
  logplex = start();
  log("new");
  assert.deepEqual(await messages(), ["app[web.1]: old", "app[web.1]: new"]);
  const ids = [...(await text(await open(session(), events))).matchAll(/id: (\d+)/g)].map(([, id]) => Number(id));
  assert.ok(ids[1] !== undefined && ids[0] !== undefined && ids[1] > ids[0]);
  assert.equal((await stat(path.join(folder, "app-1.log"))).mode & 0o077, 0);
});

test("what a kill cut off is left out", async () => {
  log("whole");
  await logplex.close();
  const file = path.join(folder, "app-1.log");
  await writeFile(file, `${await readFile(file, "utf8")}garbage\n2026-11-21T01:28:09.000000+00:00 app[web.1]: hal`);
  logplex = start();
  log("next");
  assert.deepEqual(await messages(), ["app[web.1]: whole", "app[web.1]: next"]);
});

test("the file does not grow without end", async () => {
  logplex = start({ saveEvery: 1, settings: { logLines: 10 } });
  const file = path.join(folder, "app-1.log");
  for (let n = 0; n < 200; n++) {
    log(`line ${n}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await logplex.close();
  const saved = (await readFile(file, "utf8")).split("\n");
  assert.ok(saved.length <= 21, `${saved.length}`);
  assert.match(saved.at(-2) ?? "", /line 199$/);
});

test("closing waits for a save that is under way", async () => {
  logplex = start({ saveEvery: 1, settings: { logLines: 3000 } });
  for (let n = 0; n < 3000; n++) log(`line ${n} ${"x".repeat(9000)}`);
  while (!(await readdir(folder)).includes("app-1.log.new")) await new Promise((resolve) => setImmediate(resolve));
  await logplex.close();
  assert.deepEqual(await readdir(folder), ["app-1.log"]);
});

test("a forgotten app leaves neither streams, sessions nor files", async () => {
  log("secret");
  const path = session({ tail: true });
  const all = text(await open(path));
  logplex.forget("app-1");
  assert.match(await all, /secret/);
  assert.equal((await open(path)).statusCode, 404);
  await logplex.close();
  assert.deepEqual(await readdir(folder), []);
});
