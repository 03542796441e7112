import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { test } from "node:test";
import { WebSocket, WebSocketServer } from "ws";
import { rawRequest, startRouter } from "./setup.ts";

type Started = Awaited<ReturnType<typeof startRouter>>;

test("a WebSocket carries text and large binary messages both ways and is logged when it ends", async () => {
  await using at = await startRouter();
  await echoDyno(at);
  const socket = new WebSocket(`ws://127.0.0.1:${at.router.port}/chat`, { headers: { host: at.host } });
  await once(socket, "open");
  socket.send("hello");
  assert.equal(String((await once(socket, "message"))[0]), "hello");
  const large = Buffer.alloc(5_000_000, 7);
  socket.send(large);
  assert.deepEqual((await once(socket, "message"))[0], large);
  assert.equal(at.log.messages.length, 0);
  socket.close();
  await once(socket, "close");
  const line = await at.log.line();
  assert.equal(line.status, 101);
  assert.equal(line.path, "/chat");
  assert.equal(line.at, "info");
  assert.ok((line.bytes ?? 0) > 5_000_000);
});

test("the dyno ends when the client is cut off, the client when the dyno is", async () => {
  await using at = await startRouter();
  const server = await echoDyno(at);
  const first = new WebSocket(`ws://127.0.0.1:${at.router.port}/`, { headers: { host: at.host } });
  const [backend]: [WebSocket] = (await once(server, "connection")) as never;
  await once(first, "open");
  first.terminate();
  await once(backend, "close");
  const second = new WebSocket(`ws://127.0.0.1:${at.router.port}/`, { headers: { host: at.host } });
  const [other]: [WebSocket] = (await once(server, "connection")) as never;
  await once(second, "open");
  other.terminate();
  await once(second, "close");
  assert.equal((await at.log.line(2)).status, 101);
});

test("bytes that come with the head of either side are not lost", async () => {
  await using at = await startRouter();
  await at.dynos.tcp(at.app.id, (socket) => {
    let got = "";
    socket.on("data", (chunk) => {
      got += chunk;
      if (got.endsWith("early")) socket.end(`echo ${got.slice(got.indexOf("\r\n\r\n") + 4)}`);
      else
        socket.write(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: own\r\nConnection: Upgrade\r\nX-A: 1\r\n\r\nwelcome ",
        );
    });
  });
  const head = `GET / HTTP/1.1\r\nHost: ${at.host}\r\nUpgrade: own\r\nConnection: Upgrade\r\n\r\n`;
  const answer = await rawRequest(at.router.port, `${head}early`);
  assert.match(
    answer,
    /^HTTP\/1\.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: own\r\nX-A: 1\r\nVia: 1\.1 heroku-router\r\n\r\nwelcome echo early$/,
  );
});

test("H15: a tunnel in which nobody speaks", async () => {
  await using at = await startRouter({ routerIdleTimeout: 60 });
  await echoDyno(at);
  const socket = new WebSocket(`ws://127.0.0.1:${at.router.port}/`, { headers: { host: at.host } });
  await once(socket, "close");
  const line = await at.log.line();
  assert.equal(line.code, "H15");
  assert.equal(line.status, 101);
});

test("a dyno that does not switch answers like any other, and nothing after the head reaches it", async () => {
  await using at = await startRouter();
  let seen = 0;
  await at.dynos.http(at.app.id, (request, response) => {
    seen++;
    response.end(`plain ${request.url}`);
  });
  const head = `GET /a HTTP/1.1\r\nHost: ${at.host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`;
  const answer = await rawRequest(at.router.port, `${head}GET /smuggled HTTP/1.1\r\nHost: ${at.host}\r\n\r\n`);
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nplain \/a$/);
  assert.equal(seen, 1);
  assert.equal((await at.log.line()).status, 200);
});

test("an upgrade meets the same faults as a request", async () => {
  await using at = await startRouter();
  const socket = new WebSocket(`ws://127.0.0.1:${at.router.port}/`, { headers: { host: at.host } });
  socket.on("error", () => {});
  const [, response] = await once(socket, "unexpected-response");
  assert.equal(response.statusCode, 503);
  assert.equal((await at.log.line()).code, "H14");
  socket.terminate();
});

for (const [method, body] of [
  ["GET", ""],
  ["POST", "some body"],
] as const) {
  test(`${method} with an offer of HTTP/2 is served as HTTP/1.1, and the connection goes on`, async () => {
    await using at = await startRouter();
    await at.dynos.http(at.app.id, async (request, response) => {
      const { upgrade = "-", connection = "-", "http2-settings": settings = "-" } = request.headers;
      let got = "";
      for await (const chunk of request) got += chunk;
      response.end(`${request.method} ${upgrade} ${settings} ${connection} ${got}`);
    });
    const offer = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n";
    const length = body ? `Content-Length: ${body.length}\r\n` : "";
    const first = `${method} / HTTP/1.1\r\nHost: ${at.host}\r\n${offer}${length}\r\n${body}`;
    const second = `DELETE / HTTP/1.1\r\nHost: ${at.host}\r\nConnection: close\r\n\r\n`;
    const answer = await rawRequest(at.router.port, first + second);
    assert.match(answer, new RegExp(`${method} - - (?:-|keep-alive) ${body}`));
    assert.match(answer, /DELETE - - (?:-|keep-alive) $/);
    assert.equal((await at.log.line(2)).method, "DELETE");
  });
}

test("a WebSocket through the app's own port", async () => {
  await using at = await startRouter();
  await echoDyno(at);
  const port = await at.router.open(at.app);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
  await once(socket, "open");
  socket.send("hello");
  assert.equal(String((await once(socket, "message"))[0]), "hello");
  socket.terminate();
  await at.log.line();
});

test("CONNECT is refused", async () => {
  await using at = await startRouter();
  const asking = request({
    host: "127.0.0.1",
    port: at.router.port,
    method: "CONNECT",
    path: "evil:443",
    agent: false,
  }).end();
  const [response] = await once(asking, "connect");
  assert.equal(response.statusCode, 405);
});

test("closing the router ends tunnels and requests, and leaves nothing", async () => {
  await using at = await startRouter();
  const server = await echoDyno(at);
  const socket = new WebSocket(`ws://127.0.0.1:${at.router.port}/`, { headers: { host: at.host } });
  socket.on("error", () => {});
  const [backend]: [WebSocket] = (await once(server, "connection")) as never;
  await once(socket, "open");
  const bare = connect(at.router.port, "127.0.0.1");
  bare.on("error", () => {});
  await once(bare, "connect");
  const ended = Promise.all([once(socket, "close"), once(backend, "close"), once(bare, "close")]);
  await at.router.close();
  await ended;
});

async function echoDyno(at: Started): Promise<WebSocketServer> {
  const { server } = await at.dynos.http(at.app.id, (_, response) => response.end("no socket"));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 10_000_000 });
  server.on("upgrade", (request, socket: Socket, head) => {
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on("error", () => {});
      client.on("message", (message, isBinary) => client.send(message, { binary: isBinary }));
      sockets.emit("connection", client, request);
    });
  });
  return sockets;
}
