import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { test } from "node:test";
import { ask, read, startSetup } from "../setup.ts";

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

test("what may be asked twice shares a connection; all else has one of its own", async () => {
  await using at = await startSetup();
  const seen: string[] = [];
  let connections = 0;
  const numbers = new WeakMap<Socket, number>();
  const server = createServer(async (incoming, response) => {
    seen.push(`${incoming.method} ${numbers.get(incoming.socket)}`);
    await read(incoming);
    response.end();
  }).on("connection", (socket) => numbers.set(socket, ++connections));
  at.webs.become([await at.servers.listen(server)]);
  for (const method of ["GET", "OPTIONS", "GET"]) await ask(at, "/", { method });
  for (const method of ["POST", "DELETE"]) await ask(at, "/", { method });
  await ask(at, "/", { body: "b", headers: { "content-length": 1 } });
  assert.deepEqual(seen, ["GET 1", "OPTIONS 1", "GET 1", "POST 2", "DELETE 3", "GET 4"]);
});

test("a process that closes a kept connection under a request gets it once more, and copies go out once", async () => {
  await using at = await startSetup();
  let requests = 0;
  const port = await at.servers.tcp((socket) => {
    let count = 0;
    socket.on("data", () => {
      requests++;
      if (count++ === 0) socket.write(ok);
      else socket.destroy();
    });
  });
  at.webs.become([port]);
  const copied = await at.servers.http((_, response) => response.end());
  await at.traffic.duplicate([{ url: `http://127.0.0.1:${copied}` }]);
  assert.equal((await ask(at, "/")).body, "ok");
  assert.equal((await ask(at, "/")).body, "ok");
  assert.equal(requests, 3);
  const line = await at.lines.line(2);
  assert.deepEqual([line.status, line.code], [200, null]);
  while (at.traffic.status().targets[0]?.sent !== 2) await ask(at, "/", { headers: { "X-Traffic-Duplicate": "1" } });
});

test("H13: a process that a request ends is not taken for one that refuses", async () => {
  await using at = await startSetup();
  const server = createServer((incoming, response) => {
    if (incoming.url === "/") {
      response.end("ok");
      return;
    }
    server.close();
    server.closeAllConnections();
  });
  at.webs.become([await at.servers.listen(server)]);
  await ask(at, "/");
  assert.equal((await ask(at, "/end")).status, 503);
  assert.equal((await at.lines.line(2)).code, "H13");
});

test("a server that has one connection at a time is not held by one that is kept", async () => {
  await using at = await startSetup();
  let free = Promise.resolve();
  const port = await at.servers.tcp((socket) => {
    const mine = free;
    free = once(socket, "close").then(() => undefined);
    socket.pause();
    void mine.then(() => socket.on("data", () => socket.write(ok)).resume());
  });
  at.webs.become([port]);
  assert.equal((await ask(at, "/")).body, "ok");
  assert.equal((await ask(at, "/", { method: "POST" })).body, "ok");
  const many = await Promise.all(Array.from({ length: 5 }, () => ask(at, "/")));
  assert.ok(many.every(({ body }) => body === "ok"));
});

test("a connection that is open for long does not keep others from being shared", async () => {
  await using at = await startSetup();
  let connections = 0;
  const server = createServer((incoming, response) => {
    if (incoming.url === "/events") response.write("data: 1\n\n");
    else response.end("ok");
  });
  server.on("upgrade", (_, socket: Socket) => {
    socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: own\r\nConnection: Upgrade\r\n\r\n");
  });
  server.on("connection", () => connections++);
  at.webs.become([await at.servers.listen(server)]);
  const opened = [
    await open(at.port, "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: own\r\nConnection: Upgrade\r\n\r\n"),
    await open(at.port, "GET /events HTTP/1.1\r\nHost: a\r\n\r\n"),
  ];
  // Longer than what counts as silence.
  const begun = performance.now();
  while (performance.now() - begun < 200) await ask(at, "/");
  const before = connections;
  for (let count = 0; count < 20; count++) await ask(at, "/");
  assert.ok(connections <= before + 1, `${connections - before} new connections for 20 requests`);
  for (const socket of opened) socket.destroy();
});

/** Sends a head and waits for the first bytes of its answer. */
async function open(port: number, head: string): Promise<Socket> {
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  socket.write(head);
  await once(socket, "data");
  return socket;
}
