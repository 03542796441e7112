import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, createServer as createHttpServer, request } from "node:http";
import { connect, createServer } from "node:net";
import { test } from "node:test";
import { ask, startRouter } from "./setup.ts";

/** Without a dyno the line leaves all empty that a dyno would fill. */
const noDyno = / dyno= connect= service= status=(\d+) bytes= protocol=http1\.1 tls=false$/;

test("H10: every web dyno has crashed", async () => {
  await using at = await startRouter();
  at.dynos.add(at.app.id, 1, "crashed");
  const answer = await ask(at, "/");
  assert.equal(answer.status, 503);
  assert.match(answer.headers["content-type"] ?? "", /^text\/html/);
  assert.match(answer.body, /Application error[\s\S]*H10 App crashed/);
  const line = await at.log.line();
  assert.match(line.message, /^at=error code=H10 desc="App crashed" method=GET path="\/"/);
  assert.match(line.message, noDyno);
});

test("H14: no web dyno", async () => {
  await using at = await startRouter();
  assert.equal((await ask(at, "/")).status, 503);
  assert.match((await at.log.line()).message, /^at=error code=H14 desc="No web processes running"/);
});

test("H80: maintenance comes before everything, also while it is switched", async () => {
  await using at = await startRouter();
  await at.dynos.http(at.app.id, (_, response) => response.end("ok"));
  for (const maintenance of [true, false, true]) {
    at.store.apps.update(at.app.id, { maintenance });
    assert.equal((await ask(at, "/")).status, maintenance ? 503 : 200);
  }
  assert.match((await ask(at, "/")).body, /Down for maintenance/);
  const line = await at.log.line();
  assert.match(line.message, /^at=info code=H80 desc="Maintenance mode"/);
  assert.match(line.message, noDyno);
});

test("H81: nothing was deployed", async () => {
  await using at = await startRouter();
  at.store.apps.create({ name: "blank", regionName: "us", stackName: "heroku-26" });
  const answer = await ask(at, "/", { headers: { host: "blank.localhost" } });
  assert.equal(answer.status, 502);
  assert.match(answer.body, /Nothing here yet/);
  assert.match((await at.log.line()).message, /^at=info code=H81 desc="Blank app"/);
});

test("404: no such app, whatever the host says, and nothing of it in the page unescaped", async () => {
  await using at = await startRouter();
  for (const host of [
    "other.localhost",
    "localhost",
    "127.0.0.1:80",
    "[::1]:80",
    at.app.id,
    `${at.app.id}.localhost`,
    "<b>",
  ]) {
    const answer = await ask(at, "/", { headers: { host } });
    assert.equal(answer.status, 404, host);
    assert.match(answer.body, /No such app/);
    assert.doesNotMatch(answer.body, /<b>/);
  }
  assert.equal(at.log.messages.length, 0);
});

for (const method of ["GET", "POST"]) {
  test(`H12: ${method} without a first byte in time`, async () => {
    await using at = await startRouter({ routerFirstByteTimeout: 60 });
    let closed: Promise<unknown> | undefined;
    await at.dynos.http(at.app.id, (request) => {
      closed = once(request.socket, "close");
    });
    const answer = await ask(at, "/", { method, ...(method === "POST" ? { body: "x" } : {}) });
    assert.equal(answer.status, 503);
    const line = await at.log.line();
    assert.match(line.message, /^at=error code=H12 desc="Request timeout"/);
    assert.equal(line.dyno, "web.1");
    assert.ok((line.service ?? 0) >= 55, line.message);
    assert.equal(line.bytes, answer.body.length);
    await closed;
  });
}

test("H13: the dyno closes without a word", async () => {
  await using at = await startRouter();
  await at.dynos.tcp(at.app.id, (socket) => socket.once("data", () => socket.end()));
  assert.equal((await ask(at, "/")).status, 503);
  assert.match((await at.log.line()).message, /^at=error code=H13 desc="Connection closed without response"/);
});

test("H15: silence in the middle of the answer", async () => {
  await using at = await startRouter({ routerIdleTimeout: 60 });
  await at.dynos.answering(at.app.id, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nsome", "keep");
  await assert.rejects(ask(at, "/"));
  const line = await at.log.line();
  assert.match(line.message, /^at=error code=H15 desc="Idle connection"/);
  assert.equal(line.bytes, 4);
  assert.equal(line.status, 200);
});

test("a stream that says something in time is not idle", async () => {
  await using at = await startRouter({ routerIdleTimeout: 120, routerFirstByteTimeout: 120 });
  await at.dynos.http(at.app.id, async (_, response) => {
    for (let beat = 0; beat < 5; beat++) {
      response.write(".");
      await new Promise((done) => setTimeout(done, 60));
    }
    response.end();
  });
  assert.equal((await ask(at, "/")).body, ".....");
  assert.equal((await at.log.line()).status, 200);
});

const malformed: [what: string, answer: string][] = [
  ["no HTTP", "hello\r\n\r\n"],
  ["another protocol", "HTTP/2 200 OK\r\n\r\n"],
  ["a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"],
  ["a header without a colon", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"],
  ["a space before the colon", "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok"],
  ["a folded header", "HTTP/1.1 200 OK\r\nA: 1\r\n b\r\n\r\n"],
  ["a control character", "HTTP/1.1 200 OK\r\nA: \0\r\n\r\n"],
  ["a bare carriage return", "HTTP/1.1 200 OK\r\nA: 1\rB: 2\r\n\r\n"],
  ["a length that is no number", "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok"],
  ["an unknown transfer coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n"],
  [
    "two transfer codings",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  ],
  ["a switch that nobody asked for", "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"],
];

for (const [what, text] of malformed) {
  test(`H17: ${what}`, async () => {
    await using at = await startRouter();
    await at.dynos.answering(at.app.id, text);
    assert.equal((await ask(at, "/")).status, 503);
    assert.match((await at.log.line()).message, /^at=error code=H17 desc="Poorly formatted HTTP response"/);
  });
}

test("H25: two different lengths, and a head that never ends", async () => {
  await using at = await startRouter();
  const { dyno } = await at.dynos.answering(
    at.app.id,
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
  );
  assert.equal((await ask(at, "/")).status, 502);
  assert.match((await at.log.line()).message, /code=H25 desc="HTTP restriction: invalid content length"/);
  at.dynos.become(dyno, "down");
  await at.dynos.answering(at.app.id, `HTTP/1.1 200 OK\r\nA: ${"a".repeat(600_000)}\r\n\r\n`);
  assert.equal((await ask(at, "/")).status, 502);
  assert.match((await at.log.line(2)).message, /code=H25 desc="HTTP restriction: oversized header"/);
});

for (const [what, text] of [
  ["of known length", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nsome"],
  ["in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n"],
] as const) {
  for (const way of ["end", "reset"] as const) {
    test(`H18: an answer ${what} that stops short (${way})`, async () => {
      await using at = await startRouter();
      await at.dynos.answering(at.app.id, text, way);
      await assert.rejects(ask(at, "/"));
      const line = await at.log.line();
      assert.match(line.message, /^sock=backend at=error code=H18 desc="Server Request Interrupted"/);
      assert.equal(line.status, 200);
      assert.equal(line.bytes, 4);
    });
  }
}

test("an answer without a length ends with its connection", async () => {
  await using at = await startRouter();
  await at.dynos.answering(at.app.id, "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil the end");
  const answer = await ask(at, "/");
  assert.equal(answer.body, "until the end");
  assert.equal((await at.log.line()).bytes, 13);
});

test("bare line feeds of a simple server are understood", async () => {
  await using at = await startRouter();
  await at.dynos.answering(at.app.id, "HTTP/1.1 200\nContent-Length: 2\nX-A: 1\n\nok");
  const answer = await ask(at, "/");
  assert.equal(answer.body, "ok");
  assert.equal(answer.headers["x-a"], "1");
});

test("a request waits for a starting dyno", async () => {
  await using at = await startRouter();
  const { dyno } = await at.dynos.http(at.app.id, (_, response) => response.end("up"));
  at.dynos.become(dyno, "starting");
  const asked = ask(at, "/");
  setTimeout(() => at.dynos.become(at.dynos.all[0] ?? dyno, "up"), 30);
  assert.equal((await asked).body, "up");
});

test("H10: the starting dyno crashes", async () => {
  await using at = await startRouter();
  const dyno = at.dynos.add(at.app.id, 1, "starting");
  setTimeout(() => at.dynos.become(dyno, "crashed"), 30);
  assert.equal((await ask(at, "/")).status, 503);
  assert.equal((await at.log.line()).code, "H10");
});

test("H20: no starting dyno comes up in time", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  await using at = await startRouter({ bootTimeout: 60_000 });
  at.dynos.add(at.app.id, 1, "starting");
  const looked = at.dynos.nextLook();
  const asked = ask(at, "/");
  await looked;
  context.mock.timers.tick(74_999);
  assert.equal(at.log.messages.length, 0);
  context.mock.timers.tick(1);
  assert.equal((await asked).status, 503);
  assert.match((await at.log.line()).message, /^at=error code=H20 desc="App boot timeout"/);
});

test("H21: a dyno that refuses is passed over, and left alone for a while", async () => {
  await using at = await startRouter();
  at.dynos.add(at.app.id, await closedPort());
  await at.dynos.http(at.app.id, (_, response) => response.end("ok"));
  for (let round = 1; round <= 20; round++) {
    assert.equal((await ask(at, "/")).body, "ok");
    assert.equal((await at.log.line(round)).dyno, "web.2");
  }
  at.dynos.become(at.dynos.all[1] ?? assert.fail(), "down");
  assert.equal((await ask(at, "/", { method: "POST", body: "x" })).status, 503);
  const line = await at.log.line(21);
  assert.match(line.message, /^at=error code=H21 desc="Backend connection refused"/);
  assert.match(line.message, / dyno=web\.1 connect=\d+ms service= status=503 bytes=\d+ /);
});

for (const method of ["GET", "POST"]) {
  test(`H27: ${method}, the client leaves; the dyno's request ends`, async () => {
    await using at = await startRouter();
    const arrived = Promise.withResolvers<void>();
    const gone = Promise.withResolvers<void>();
    await at.dynos.http(at.app.id, (request) => {
      request.once("close", () => gone.resolve());
      request.resume();
      arrived.resolve();
    });
    const headers = { host: at.host };
    const asking = request({ host: "127.0.0.1", port: at.router.port, method, headers, agent: false });
    asking.on("error", () => {});
    if (method === "POST") asking.write("first part");
    else asking.end();
    await arrived.promise;
    asking.destroy();
    await gone.promise;
    const line = await at.log.line();
    assert.match(line.message, /^sock=client at=warning code=H27 desc="Client Request Interrupted"/);
    assert.equal(line.status, 499);
    assert.equal(line.dyno, "web.1");
  });
}

test("H27: the client leaves while it waits for a starting dyno", async () => {
  await using at = await startRouter();
  at.dynos.add(at.app.id, 1, "starting");
  const looked = at.dynos.nextLook();
  const socket = connect(at.router.port, "127.0.0.1");
  socket.write(`GET / HTTP/1.1\r\nHost: ${at.host}\r\n\r\n`);
  await looked;
  socket.destroy();
  assert.equal((await at.log.line()).code, "H27");
});

test("H28: the client stops in the middle of its body", async () => {
  await using at = await startRouter({ routerIdleTimeout: 60 });
  await at.dynos.http(at.app.id, (request) => request.resume());
  const asking = request({
    host: "127.0.0.1",
    port: at.router.port,
    method: "POST",
    headers: { host: at.host, "Content-Length": 50 },
    agent: false,
  });
  asking.on("error", () => {});
  asking.write("some");
  const line = await at.log.line();
  assert.match(line.message, /^at=warning code=H28 desc="Client Connection Idle"/);
  assert.equal(line.status, 499);
  asking.destroy();
});

test("H26: an expectation that nobody meets", async () => {
  await using at = await startRouter();
  assert.equal((await ask(at, "/", { headers: { Expect: "a miracle" } })).status, 417);
  assert.match((await at.log.line()).message, /^at=error code=H26 desc="Request Error"/);
});

test("a kept connection that the dyno closed is replaced without a fault", async () => {
  await using at = await startRouter();
  let served = 0;
  const { server } = await at.dynos.http(at.app.id, (request, response) => {
    served++;
    if (request.url === "/bye") response.once("finish", () => setImmediate(() => request.socket.resetAndDestroy()));
    response.end("ok");
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let round = 0; round < 30; round++)
    assert.equal((await ask(at, round % 2 ? "/" : "/bye", { agent })).status, 200);
  agent.destroy();
  assert.equal(served, 30);
  server.closeAllConnections();
});

test("a request that must not run twice is never sent twice", async () => {
  await using at = await startRouter();
  let posts = 0;
  await at.dynos.http(at.app.id, (request, response) => {
    if (request.method === "POST") {
      posts++;
      request.socket.destroy();
    } else response.end("ok");
  });
  await ask(at, "/");
  assert.equal((await ask(at, "/", { method: "POST", body: "x" })).status, 503);
  assert.equal(posts, 1);
  assert.equal((await at.log.line(2)).code, "H13");
});

test("a request that must not be sent twice never gets a connection that may be stale", async () => {
  await using at = await startRouter();
  const { server } = await at.dynos.http(at.app.id, (request, response) => {
    request.resume().once("end", () => response.end("ok"));
  });
  let connections = 0;
  server.on("connection", () => connections++);
  for (const method of ["GET", "GET", "POST", "DELETE", "PATCH"]) await ask(at, "/", { method });
  assert.equal(connections, 3);
});

test("a dyno that refused once gets nothing for a while, even when it listens again", async () => {
  await using at = await startRouter();
  const port = await closedPort();
  const refusing = at.dynos.add(at.app.id, port);
  assert.equal((await ask(at, "/")).status, 503);
  const back = createHttpServer((_, response) => response.end("1"));
  back.listen(port, "127.0.0.1");
  await once(back, "listening");
  await at.dynos.http(at.app.id, (_, response) => response.end("2"));
  for (let round = 0; round < 30; round++) assert.equal((await ask(at, "/")).body, "2");
  at.dynos.become(at.dynos.all[1] ?? refusing, "down");
  assert.equal((await ask(at, "/")).body, "1", "the last one left is asked all the same");
  back.close();
  back.closeAllConnections();
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 1;
}
