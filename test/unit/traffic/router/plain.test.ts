import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { test } from "node:test";
import { ask, rawRequest, read, startSetup } from "../setup.ts";

test("a request gets Heroku's headers, and the answer comes back whole", async () => {
  await using at = await startSetup();
  const port = await at.servers.http((request, response) => {
    response.writeHead(201, "Made", [
      ["Set-Cookie", "a=1"],
      ["Set-Cookie", "b=2"],
      ["X-Own", "yes"],
      ["Connection", "X-Own"],
    ] as never);
    response.end(JSON.stringify(request.headers));
  });
  at.webs.become([port]);
  const answer = await ask(at, "/a?b=c", {
    headers: { host: "my.app:5000", "X-Forwarded-For": "9.9.9.9", via: "1.0 x" },
  });
  assert.equal(answer.status, 201);
  assert.deepEqual(answer.headers["set-cookie"], ["a=1", "b=2"]);
  assert.equal(answer.headers.via, "1.1 heroku-router");
  assert.equal(answer.headers["x-own"], undefined);
  const got = JSON.parse(answer.body);
  assert.equal(got.host, "my.app:5000");
  assert.equal(got["x-forwarded-for"], "9.9.9.9, 127.0.0.1");
  assert.equal(got["x-forwarded-proto"], "http");
  assert.equal(got["x-forwarded-port"], String(at.port));
  assert.match(got["x-request-start"], /^\d{13}$/);
  assert.match(got["x-request-id"], /^[\da-f-]{36}$/);
  assert.equal(got.via, "1.0 x, 1.1 heroku-router");
  const line = await at.lines.line();
  assert.equal(line.requestId, got["x-request-id"]);
  assert.deepEqual(
    { ...line, requestId: null, connect: null, service: null },
    {
      sock: null,
      at: "info",
      code: null,
      desc: null,
      method: "GET",
      path: "/a?b=c",
      host: "my.app:5000",
      requestId: null,
      fwd: "9.9.9.9, 127.0.0.1",
      dyno: "web.1",
      connect: null,
      service: null,
      status: 201,
      bytes: answer.body.length,
      protocol: "http1.1",
      tls: false,
      tlsVersion: null,
    },
  );
  assert.ok(line.connect !== null && line.service !== null);
});

test("a client's own request id is kept where it is one", async () => {
  await using at = await startSetup();
  at.webs.become([await at.servers.http((request, response) => response.end(request.headers["x-request-id"]))]);
  const id = "12345678-1234-1234-1234-123456789012";
  assert.equal((await ask(at, "/", { headers: { "x-request-id": id } })).body, id);
  assert.notEqual((await ask(at, "/", { headers: { "x-request-id": "short" } })).body, "short");
});

for (const method of ["GET", "HEAD", "OPTIONS", "DELETE", "POST", "PUT", "PATCH", "PROPFIND"]) {
  test(`${method} without a body has none at the backend`, async () => {
    await using at = await startSetup();
    let seen = "";
    at.webs.become([
      await at.servers.http(async (request, response) => {
        seen = `${request.method} ${request.headers["transfer-encoding"] ?? "-"} ${await read(request)}.`;
        response.end();
      }),
    ]);
    const answer = await rawRequest(at.port, `${method} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/);
    assert.equal(seen, `${method} - .`);
  });
}

for (const [name, headers] of [
  ["of a known length", { "content-length": "11" }],
  ["in chunks", { "transfer-encoding": "chunked" }],
  ["after 100 Continue", { "content-length": "11", expect: "100-continue" }],
] as const) {
  test(`a body ${name} arrives as it is, also with GET`, async () => {
    await using at = await startSetup();
    at.webs.become([
      await at.servers.http(async (request, response) => {
        response.end(`${request.headers["content-length"] ?? "-"} ${await read(request)}`);
      }),
    ]);
    for (const method of ["POST", "GET"]) {
      const answer = await ask(at, "/", { method, headers, body: "hello world" });
      assert.equal(answer.body, "content-length" in headers ? "11 hello world" : "- hello world");
    }
  });
}

test("several requests on one connection are answered in their order", async () => {
  await using at = await startSetup();
  let connections = 0;
  const server = createServer((request, response) => response.end(request.url)).on("connection", () => connections++);
  at.webs.become([await at.servers.listen(server)]);
  const one = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
  const answer = await rawRequest(at.port, `${one}GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  assert.deepEqual(answer.match(/(?<=\n)\/\d/g), ["/1", "/2", "/3"]);
  assert.equal(connections, 3);
});

test("a backend on the other loopback address is found", async (t) => {
  await using at = await startSetup();
  const server = createServer((_, response) => response.end("six"));
  try {
    at.webs.become([await at.servers.listen(server, "::1")]);
  } catch {
    t.skip("there is no ::1 here");
    return;
  }
  assert.equal((await ask(at, "/")).body, "six");
  const [response] = await once(request({ host: "::1", port: at.port, agent: false }).end(), "response");
  assert.equal(response.statusCode, 200);
  response.resume();
  await once(response, "end");
});

test("trailers of an answer come through", async () => {
  await using at = await startSetup();
  at.webs.become([
    await at.servers.http((_, response) => {
      response.writeHead(200, { trailer: "X-Sum" });
      response.write("body");
      response.addTrailers({ "X-Sum": "42" });
      response.end();
    }),
  ]);
  assert.equal((await ask(at, "/")).trailers["x-sum"], "42");
});

test("the first bytes of an answer leave before the last ones are there", async () => {
  await using at = await startSetup();
  const finish = Promise.withResolvers<void>();
  at.webs.become([
    await at.servers.http(async (_, response) => {
      response.flushHeaders();
      await finish.promise;
      response.end("data: end\n\n");
    }),
  ]);
  const [response] = await once(request({ host: "127.0.0.1", port: at.port, agent: false }).end(), "response");
  finish.resolve();
  assert.equal(await read(response), "data: end\n\n");
});

test("a client that does not read holds the process back, and gets every byte when it does", async () => {
  await using at = await startSetup();
  const size = 64 * 1024 * 1024;
  let written = 0;
  at.webs.become([
    await at.servers.http((request, response) => {
      if (request.url !== "/large") {
        response.end();
        return;
      }
      const piece = Buffer.alloc(256 * 1024);
      const write = (): void => {
        while (written < size) {
          written += piece.length;
          if (!response.write(piece)) {
            response.once("drain", write);
            return;
          }
        }
        response.end();
      };
      write();
    }),
  ]);
  const socket = connect(at.port, "127.0.0.1").pause();
  socket.write("GET /large HTTP/1.0\r\n\r\n");
  for (let before = -1; before !== written; ) {
    before = written;
    // Long enough for it to write all, if nothing held it back.
    for (let count = 0; count < 30; count++) await ask(at, "/small");
  }
  assert.ok(written > 0 && written < size / 2, `${written} bytes that nobody reads`);
  let got = 0;
  socket.on("data", (chunk) => {
    got += chunk.length;
  });
  socket.resume();
  await once(socket, "close");
  assert.ok(got >= size);
});

test("a process that does not read holds the client back", async () => {
  await using at = await startSetup();
  at.webs.become([
    await at.servers.tcp((socket) => {
      socket.once("data", (head) => {
        if (head.includes("/small")) socket.end("HTTP/1.1 204 No Content\r\n\r\n");
        else socket.pause();
      });
    }),
  ]);
  const size = 64 * 1024 * 1024;
  const socket = connect(at.port, "127.0.0.1").on("error", () => {});
  socket.write(`POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: ${size}\r\n\r\n`);
  socket.write(Buffer.alloc(size));
  for (let before = -1; before !== socket.writableLength; ) {
    before = socket.writableLength;
    for (let count = 0; count < 30; count++) await ask(at, "/small");
  }
  assert.ok(socket.bytesWritten - socket.writableLength < size / 2);
  socket.destroy();
  await at.lines.line();
});

test("a large body goes through whole", async () => {
  await using at = await startSetup();
  at.webs.become([
    await at.servers.http(async (request, response) => {
      let size = 0;
      for await (const chunk of request) size += chunk.length;
      response.end(String(size));
    }),
  ]);
  assert.equal((await ask(at, "/", { method: "POST", body: Buffer.alloc(20_000_000) })).body, "20000000");
});

test("round robin takes turns; random takes all", async () => {
  for (const order of ["round-robin", "random"] as const) {
    await using at = await startSetup({ order });
    const ports = await Promise.all(
      ["a", "b", "c"].map((name) => at.servers.http((_, response) => response.end(name))),
    );
    at.webs.become(ports);
    const names: string[] = [];
    while (names.length < 6 || new Set(names).size < 3) names.push((await ask(at, "/")).body);
    if (order === "round-robin") assert.equal(names.join(""), "abcabc");
    assert.equal((await at.lines.line(1)).dyno, `web.${"abc".indexOf(names[0] ?? "") + 1}`);
  }
});

test("CONNECT is refused, an absolute target is served by its path", async () => {
  await using at = await startSetup();
  at.webs.become([await at.servers.http((request, response) => response.end(request.url))]);
  assert.match(await rawRequest(at.port, "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n"), /^HTTP\/1\.1 405/);
  const answer = await rawRequest(at.port, "GET http://a/b?c HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  assert.match(answer, /\r\n\/b\?c/);
});
