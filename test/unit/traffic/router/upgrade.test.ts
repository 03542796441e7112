import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { test } from "node:test";
import { WebSocket, WebSocketServer } from "ws";
import { ask, rawRequest, read, type Setup, startSetup } from "../setup.ts";

test("a WebSocket carries text and large binary messages both ways, and has its line when it ends", async () => {
  await using at = await startSetup();
  await echo(at);
  const socket = new WebSocket(`ws://127.0.0.1:${at.port}/chat`);
  await once(socket, "open");
  socket.send("hello");
  assert.equal(String((await once(socket, "message"))[0]), "hello");
  const large = Buffer.alloc(5_000_000, 7);
  socket.send(large);
  assert.deepEqual((await once(socket, "message"))[0], large);
  assert.equal(at.lines.all.length, 0);
  socket.close();
  await once(socket, "close");
  const line = await at.lines.line();
  assert.deepEqual([line.status, line.path, line.at], [101, "/chat", "info"]);
  assert.ok((line.bytes ?? 0) > 5_000_000);
});

test("each side ends when the other is cut off", async () => {
  await using at = await startSetup();
  const server = await echo(at);
  for (const which of ["client", "backend"] as const) {
    const client = new WebSocket(`ws://127.0.0.1:${at.port}/`);
    const [backend]: [WebSocket] = (await once(server, "connection")) as never;
    await once(client, "open");
    const gone = once(which === "client" ? backend : client, "close");
    (which === "client" ? client : backend).terminate();
    await gone;
  }
  assert.equal((await at.lines.line(2)).status, 101);
});

test("bytes that come with the head of either side are not lost", async () => {
  await using at = await startSetup();
  at.webs.become([
    await at.servers.tcp((socket) => {
      let got = "";
      socket.on("data", (chunk) => {
        got += chunk;
        if (got.endsWith("early")) socket.end(`echo ${got.slice(got.indexOf("\r\n\r\n") + 4)}`);
        else
          socket.write(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: own\r\nConnection: Upgrade\r\nX-A: 1\r\n\r\nwelcome ",
          );
      });
    }),
  ]);
  const answer = await rawRequest(
    at.port,
    "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: own\r\nConnection: Upgrade\r\n\r\nearly",
  );
  assert.match(
    answer,
    /^HTTP\/1\.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: own\r\nX-A: 1\r\nVia: 1\.1 heroku-router\r\n\r\nwelcome echo early$/,
  );
});

test("H15: a tunnel in which nobody speaks", async () => {
  await using at = await startSetup({ timeouts: { idle: 60 } });
  await echo(at);
  const socket = new WebSocket(`ws://127.0.0.1:${at.port}/`);
  await once(socket, "close");
  const line = await at.lines.line();
  assert.deepEqual([line.code, line.status], ["H15", 101]);
});

test("a process that does not switch answers like any other, and nothing after the head reaches it", async () => {
  await using at = await startSetup();
  let seen = 0;
  at.webs.become([
    await at.servers.http((request, response) => {
      seen++;
      response.end(`plain ${request.url}`);
    }),
  ]);
  const head = "GET /a HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
  const answer = await rawRequest(at.port, `${head}GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n`);
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n[\s\S]*plain \/a/);
  assert.doesNotMatch(answer, /smuggled/);
  assert.equal(seen, 1);
});

test("an upgrade meets the same faults as a request", async () => {
  await using at = await startSetup();
  const socket = new WebSocket(`ws://127.0.0.1:${at.port}/`);
  socket.on("error", () => {});
  const [, response] = await once(socket, "unexpected-response");
  assert.equal(response.statusCode, 503);
  assert.equal((await at.lines.line()).code, "H14");
  socket.terminate();
});

test("an offer of HTTP/2 is served as HTTP/1.1, and the connection goes on", async () => {
  await using at = await startSetup();
  at.webs.become([
    await at.servers.http(async (request, response) => {
      response.end(`${request.method} ${request.headers.upgrade ?? "-"} ${await read(request)}`);
    }),
  ]);
  const offer = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n";
  const first = `POST / HTTP/1.1\r\nHost: a\r\n${offer}Content-Length: 4\r\n\r\nbody`;
  const answer = await rawRequest(at.port, `${first}DELETE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  assert.match(answer, /POST - body/);
  assert.match(answer, /DELETE - /);
});

for (const [name, leave] of [
  ["closes", (client: Socket) => client.end()],
  ["breaks off", (client: Socket) => client.resetAndDestroy()],
] as const) {
  test(`H27: a client that ${name} before the process has switched`, async () => {
    await using at = await startSetup();
    const came = Promise.withResolvers<void>();
    const gone = Promise.withResolvers<void>();
    at.webs.become([
      await at.servers.tcp((socket) => {
        socket.once("data", () => came.resolve());
        socket.once("close", () => gone.resolve());
      }),
    ]);
    const client = connect(at.port, "127.0.0.1").on("error", () => {});
    client.write("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: own\r\nConnection: Upgrade\r\n\r\n");
    await came.promise;
    leave(client);
    await gone.promise;
    assert.equal((await at.lines.line()).code, "H27");
  });
}

test("what a client says before the process has switched waits for it", async () => {
  await using at = await startSetup();
  const came = Promise.withResolvers<Socket>();
  let got = "";
  at.webs.become([
    await at.servers.tcp((socket) => {
      socket.once("data", () => {
        came.resolve(socket);
        socket.on("data", (chunk) => {
          got += chunk;
          if (got.endsWith("!")) socket.end();
        });
      });
    }),
  ]);
  const client = connect(at.port, "127.0.0.1").resume();
  client.write("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: own\r\nConnection: Upgrade\r\n\r\none, ");
  const backend = await came.promise;
  await new Promise((done) => client.write("two, ", done));
  backend.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: own\r\nConnection: Upgrade\r\n\r\n");
  await once(client, "data");
  client.write("three!");
  await once(client, "close");
  assert.equal(got, "one, two, three!");
});

test("closing the router ends tunnels", async () => {
  const at = await startSetup();
  const server = await echo(at);
  const socket = new WebSocket(`ws://127.0.0.1:${at.port}/`);
  socket.on("error", () => {});
  const [backend]: [WebSocket] = (await once(server, "connection")) as never;
  await once(socket, "open");
  const ended = Promise.all([once(socket, "close"), once(backend, "close")]);
  await at.traffic.close();
  await ended;
  await at.servers[Symbol.asyncDispose]();
});

test("requests go on beside a tunnel", async () => {
  await using at = await startSetup();
  await echo(at);
  const socket = new WebSocket(`ws://127.0.0.1:${at.port}/`);
  await once(socket, "open");
  assert.equal((await ask(at, "/")).body, "no socket");
  socket.terminate();
  await at.lines.line(2);
});

async function echo(at: Setup): Promise<WebSocketServer> {
  const server = createServer((_, response) => response.end("no socket"));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 10_000_000 });
  server.on("upgrade", (request, socket: Socket, head) => {
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on("error", () => {});
      client.on("message", (message, isBinary) => client.send(message, { binary: isBinary }));
      sockets.emit("connection", client, request);
    });
  });
  at.webs.become([await at.servers.listen(server)]);
  return sockets;
}
