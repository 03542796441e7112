import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent } from "node:http";
import { connect } from "node:net";
import { test } from "node:test";
import { ask, rawRequest, startRouter } from "./setup.ts";

test("a request reaches the dyno, its answer the client, and one line the log", async () => {
  await using at = await startRouter();
  await at.dynos.http(at.app.id, (request, response) => {
    response.setHeader("Set-Cookie", ["a=1", "b=2"]);
    response.end(`${request.method} ${request.url}`);
  });
  const answer = await ask(at, "/path?query=1");
  assert.equal(answer.status, 200);
  assert.equal(answer.body, "GET /path?query=1");
  assert.deepEqual(answer.headers["set-cookie"], ["a=1", "b=2"]);
  assert.equal(answer.headers.via, "1.1 heroku-router");
  const line = await at.log.line();
  assert.match(
    line.message,
    /^at=info method=GET path="\/path\?query=1" host=myapp\.localhost:\d+ request_id=[0-9a-f-]{36} fwd="127\.0\.0\.1" dyno=web\.1 connect=\d+ms service=\d+ms status=200 bytes=17 protocol=http1\.1 tls=false$/,
  );
});

for (const method of ["GET", "POST"]) {
  test(`${method}: what the dyno sees of the request`, async () => {
    await using at = await startRouter();
    await at.dynos.http(at.app.id, (request, response) => {
      request.resume().once("end", () => response.end(JSON.stringify(request.rawHeaders)));
    });
    const headers = {
      "X-Forwarded-For": "8.8.8.8",
      "X-Forwarded-Proto": "https",
      "X-Forwarded-Port": "1",
      "X-Request-Start": "1",
      "X-Request-ID": "abcdefghij-0123456789",
      Via: "1.0 cache",
      Connection: "keep-alive, X-Private",
      "X-Private": "1",
      "Proxy-Authorization": "Basic x",
      TE: "trailers",
      "Keep-Alive": "timeout=9",
      "X-Multi": ["1", "2"],
      Cookie: "a=1; b=2",
    };
    const answer = await ask(at, "/", { method, headers, ...(method === "POST" ? { body: "x" } : {}) });
    const seen = pairs(JSON.parse(answer.body) as string[]);
    assert.deepEqual(seen["x-forwarded-for"], ["8.8.8.8, 127.0.0.1"]);
    assert.deepEqual(seen["x-forwarded-proto"], ["http"]);
    assert.deepEqual(seen["x-forwarded-port"], [String(at.router.port)]);
    assert.match(seen["x-request-start"]?.[0] ?? "", /^\d{13}$/);
    assert.deepEqual(seen["x-request-id"], ["abcdefghij-0123456789"]);
    assert.deepEqual(seen["via"], ["1.0 cache, 1.1 heroku-router"]);
    assert.deepEqual(seen["x-multi"], ["1", "2"]);
    assert.deepEqual(seen["cookie"], ["a=1; b=2"]);
    assert.deepEqual(seen["host"], [at.host]);
    for (const gone of ["connection", "keep-alive", "x-private", "proxy-authorization", "te"]) {
      assert.equal(seen[gone], undefined, gone);
    }
    const line = await at.log.line();
    assert.equal(line.requestId, "abcdefghij-0123456789");
    assert.equal(line.fwd, "8.8.8.8, 127.0.0.1");
  });
}

for (const id of ["short", "a".repeat(201), "abcdefghij_0123456789", "abcdefghij 0123456789"]) {
  test(`a request id that is not valid is replaced: ${id.slice(0, 30)}`, async () => {
    await using at = await startRouter();
    await at.dynos.http(at.app.id, (request, response) => response.end(String(request.headers["x-request-id"])));
    const answer = await ask(at, "/", { headers: { "X-Request-ID": id } });
    assert.match(answer.body, /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    assert.equal((await at.log.line()).requestId, answer.body);
  });
}

test("duplicate headers and odd names of the answer pass as they are; those between router and dyno do not", async () => {
  await using at = await startRouter();
  const head =
    "HTTP/1.1 200 Fine indeed\r\nX-A: 1\r\nx-a: 2\r\nKeep-Alive: timeout=1\r\nConnection: close, X-Own\r\nX-Own: 1\r\n";
  await at.dynos.answering(at.app.id, `${head}Set-Cookie: a=\xe9\r\nContent-Length: 2\r\n\r\nok`);
  const answer = await ask(at, "/");
  const seen = pairs(answer.rawHeaders);
  assert.deepEqual(seen["x-a"], ["1", "2"]);
  assert.deepEqual(seen["set-cookie"], ["a=\xe9"]);
  assert.equal(seen["x-own"], undefined);
  assert.equal(seen["keep-alive"], undefined);
  assert.equal(answer.body, "ok");
});

for (const [method, status] of [
  ["HEAD", 200],
  ["GET", 204],
  ["GET", 304],
] as const) {
  test(`${method} ${status} has no body, and the connection goes on`, async () => {
    await using at = await startRouter();
    await at.dynos.http(at.app.id, (_, response) => {
      response.writeHead(status, status === 204 ? {} : { "Content-Length": 5, ETag: '"x"' });
      response.end();
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let round = 1; round <= 3; round++) {
      const answer = await ask(at, "/", { method, agent });
      assert.equal(answer.status, status);
      assert.equal(answer.body, "");
      if (status !== 204) assert.equal(answer.headers["content-length"], "5");
      assert.equal((await at.log.line(round)).bytes, 0);
    }
    agent.destroy();
  });
}

test("keep-alive on both sides: one connection of the client, one to the dyno", async () => {
  await using at = await startRouter();
  const { server } = await at.dynos.http(at.app.id, (_, response) => response.end("ok"));
  let connections = 0;
  server.on("connection", () => connections++);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let round = 1; round <= 5; round++) assert.equal((await ask(at, "/", { agent })).body, "ok");
  agent.destroy();
  assert.equal(connections, 1);
  assert.equal((await at.log.line(5)).connect, 0);
});

test("Connection: close and HTTP/1.0 end the connection, pipelined requests are answered in order", async () => {
  await using at = await startRouter();
  await at.dynos.http(at.app.id, (request, response) => {
    const answer = () => response.end(request.url);
    if (request.url === "/slow") setTimeout(answer, 30);
    else answer();
  });
  const host = `Host: ${at.host}\r\n`;
  const closed = await rawRequest(at.router.port, `GET /a HTTP/1.1\r\n${host}Connection: close\r\n\r\n`);
  assert.match(closed, /^HTTP\/1\.1 200 OK\r\n[\s\S]*Connection: close\r\n[\s\S]*\r\n\/a$/i);
  const old = await rawRequest(at.router.port, `GET /b HTTP/1.0\r\n${host}\r\n`);
  assert.match(old, /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n\/b$/);
  const pipelined = ["/slow", "/two", "/three"].map((path) => `GET ${path} HTTP/1.1\r\n${host}`);
  const three = await rawRequest(at.router.port, `${pipelined.join("\r\n")}Connection: close\r\n\r\n`);
  assert.deepEqual(three.match(/\/(?:slow|two|three)$|\/(?:slow|two|three)(?=HTTP)/g), ["/slow", "/two", "/three"]);
  assert.equal(at.log.messages.length, 5);
});

test("a request that comes while another is answered waits for its turn", async () => {
  await using at = await startRouter();
  const waiting: (() => void)[] = [];
  const { server } = await at.dynos.http(at.app.id, (request, response) => {
    if (request.url === "/first") waiting.push(() => response.end("1"));
    else response.end("2");
  });
  server.once("request", () => setImmediate(() => waiting[0]?.()));
  const one = `GET /first HTTP/1.1\r\nHost: ${at.host}\r\n\r\n`;
  const two = `GET /second HTTP/1.1\r\nHost: ${at.host}\r\nConnection: close\r\n\r\n`;
  const socket = connect(at.router.port, "127.0.0.1").setEncoding("latin1");
  let answer = "";
  socket.on("data", (chunk: string) => {
    answer += chunk;
  });
  socket.write(one, () => socket.write(two));
  await once(socket, "close");
  assert.match(answer, /\r\n\r\n1HTTP\/1\.1 200 OK[\s\S]*\r\n\r\n2$/);
});

test("dynos are chosen at random, and a closed one is left", async () => {
  await using at = await startRouter();
  const first = await at.dynos.http(at.app.id, (_, response) => response.end("1"));
  await at.dynos.http(at.app.id, (_, response) => response.end("2"));
  const seen = new Set<string>();
  for (let round = 0; round < 60; round++) seen.add((await ask(at, "/")).body);
  assert.deepEqual([...seen].sort(), ["1", "2"]);
  at.dynos.become(first.dyno, "down");
  for (let round = 0; round < 10; round++) assert.equal((await ask(at, "/")).body, "2");
});

function pairs(raw: readonly string[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase();
    found[name] = [...(found[name] ?? []), raw[at + 1] ?? ""];
  }
  return found;
}
