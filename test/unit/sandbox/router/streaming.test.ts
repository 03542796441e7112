import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ask, rawRequest, startRouter } from "./setup.ts";

const megabyte = Buffer.alloc(1024 * 1024, "0123456789abcdef");
const megabytes = 100;

for (const method of ["GET", "POST"]) {
  test(`${method}: events arrive one by one, the head before the first`, async () => {
    await using at = await startRouter();
    let stream: ServerResponse | undefined;
    await at.dynos.http(at.app.id, (_, response) => {
      stream = response;
      response.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders();
    });
    const asking = request({
      host: "127.0.0.1",
      port: at.router.port,
      method,
      headers: { host: at.host },
      agent: false,
    });
    asking.end(method === "POST" ? "x" : undefined);
    const [response]: [IncomingMessage] = (await once(asking, "response")) as never;
    response.setEncoding("utf8");
    for (const event of ["data: 1\n\n", "data: 2\n\n"]) {
      stream?.write(event);
      assert.deepEqual(await once(response, "data"), [event]);
    }
    stream?.end();
    await once(response.resume(), "end");
    assert.equal((await at.log.line()).bytes, 18);
  });
}

for (const framing of ["of known length", "in chunks"]) {
  test(`${megabytes} MB up ${framing} pass whole and without piling up`, async () => {
    await using at = await startRouter();
    await at.dynos.http(at.app.id, (request, response) => {
      const hash = createHash("sha1");
      request.on("data", (chunk) => hash.update(chunk));
      request.on("end", () => response.end(`${request.headers["transfer-encoding"]} ${hash.digest("hex")}`));
    });
    const headers: Record<string, string | number> = { host: at.host };
    if (framing === "of known length") headers["Content-Length"] = megabytes * megabyte.length;
    const asking = request({ host: "127.0.0.1", port: at.router.port, method: "PUT", headers, agent: false });
    const peak = watchMemory();
    const hash = createHash("sha1");
    for (let sent = 0; sent < megabytes; sent++) {
      hash.update(megabyte);
      if (!asking.write(megabyte)) await once(asking, "drain");
    }
    asking.end();
    const [response]: [IncomingMessage] = (await once(asking, "response")) as never;
    const coding = framing === "in chunks" ? "chunked" : "undefined";
    assert.equal(await text(response), `${coding} ${hash.digest("hex")}`);
    assert.ok(peak() < 30, `${peak()} MB`);
  });

  test(`${megabytes} MB down ${framing} pass whole and without piling up`, async () => {
    await using at = await startRouter();
    await at.dynos.http(at.app.id, async (_, response) => {
      if (framing === "of known length") response.setHeader("Content-Length", megabytes * megabyte.length);
      for (let sent = 0; sent < megabytes; sent++) if (!response.write(megabyte)) await once(response, "drain");
      response.end();
    });
    const asking = request({ host: "127.0.0.1", port: at.router.port, headers: { host: at.host }, agent: false }).end();
    const [response]: [IncomingMessage] = (await once(asking, "response")) as never;
    const peak = watchMemory();
    const hash = createHash("sha1");
    for await (const chunk of response) hash.update(chunk);
    const expected = createHash("sha1");
    for (let sent = 0; sent < megabytes; sent++) expected.update(megabyte);
    assert.equal(hash.digest("hex"), expected.digest("hex"));
    assert.equal((await at.log.line()).bytes, megabytes * megabyte.length);
    assert.ok(peak() < 30, `${peak()} MB`);
  });
}

test("a client that does not read stops the dyno", async () => {
  await using at = await startRouter();
  let sent = 0;
  const full = Promise.withResolvers<void>();
  await at.dynos.http(at.app.id, (_, response) => {
    const more = () => {
      while (response.write(megabyte)) sent++;
      full.resolve();
    };
    response.on("drain", more);
    more();
  });
  const socket = connect(at.router.port, "127.0.0.1");
  socket.pause().write(`GET / HTTP/1.1\r\nHost: ${at.host}\r\n\r\n`);
  await full.promise;
  const before = sent;
  await new Promise((done) => setTimeout(done, 200));
  assert.ok(sent - before < 30, `${sent} MB were taken`);
  socket.destroy();
  assert.equal((await at.log.line()).code, "H27");
});

test("a dyno that does not read stops the client", async () => {
  await using at = await startRouter();
  await at.dynos.tcp(at.app.id, (socket) => socket.pause());
  const socket = connect(at.router.port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(`POST / HTTP/1.1\r\nHost: ${at.host}\r\nContent-Length: 1000000000\r\n\r\n`);
  let sent = 0;
  while (socket.writableLength < 40 * megabyte.length && sent < 200) {
    socket.write(megabyte);
    sent++;
  }
  await new Promise((done) => setTimeout(done, 200));
  assert.ok(socket.writableLength > 10 * megabyte.length, `only ${socket.writableLength} bytes are left to send`);
  socket.destroy();
});

test("chunks, extensions and trailers, cut at every byte", async () => {
  await using at = await startRouter();
  const answer =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n5;a=b\r\nhello\r\n1\r\n!\r\n0\r\nX-T: yes\r\n\r\n";
  await at.dynos.tcp(at.app.id, (socket) => {
    socket.setNoDelay(true).once("data", async () => {
      for (const byte of answer) {
        socket.write(byte);
        await new Promise((done) => setImmediate(done));
      }
    });
  });
  const got = await ask(at, "/");
  assert.equal(got.body, "hello!");
  assert.deepEqual({ ...got.trailers }, { "x-t": "yes" });
  assert.equal((await at.log.line()).bytes, 6);
});

test("trailers of a request pass, but none that would change who asks", async () => {
  await using at = await startRouter();
  await at.dynos.http(at.app.id, (request, response) => {
    request.resume().on("end", () => response.end(JSON.stringify(request.trailers)));
  });
  const body = "5\r\nhello\r\n0\r\nX-Sum: 1\r\nX-Forwarded-For: 6.6.6.6\r\nHost: evil\r\n\r\n";
  const head = `POST / HTTP/1.1\r\nHost: ${at.host}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`;
  assert.match(await rawRequest(at.router.port, head + body), /\r\n\r\n(?:[0-9a-f]+\r\n)?\{"x-sum":"1"\}/);
});

test("100-continue goes end to end", async () => {
  await using at = await startRouter();
  const { server } = await at.dynos.http(at.app.id, () => assert.fail());
  server.on("checkContinue", (request, response) => {
    assert.equal(request.headers.expect, "100-continue");
    response.writeContinue();
    void text(request).then((body) => response.end(`got ${body}`));
  });
  const headers = { host: at.host, Expect: "100-continue", "Content-Length": 4 };
  const asking = request({ host: "127.0.0.1", port: at.router.port, method: "POST", headers, agent: false });
  asking.flushHeaders();
  await once(asking, "continue");
  asking.end("body");
  const [response]: [IncomingMessage] = (await once(asking, "response")) as never;
  assert.equal(await text(response), "got body");
});

test("an early answer to a body that is still to come ends the dyno's connection", async () => {
  await using at = await startRouter();
  const closed = Promise.withResolvers<void>();
  await at.dynos.http(at.app.id, (request, response) => {
    request.socket.once("close", () => closed.resolve());
    response.writeHead(413).end("too large");
  });
  const headers = { host: at.host, Expect: "100-continue", "Content-Length": 4 };
  const asking = request({ host: "127.0.0.1", port: at.router.port, method: "POST", headers, agent: false });
  asking.flushHeaders();
  const [response]: [IncomingMessage] = (await once(asking, "response")) as never;
  assert.equal(response.statusCode, 413);
  assert.equal(response.headers.connection, "close");
  assert.equal(await text(response), "too large");
  await closed.promise;
  asking.destroy();
});

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** What is held outside the heap more than at the call, in MB, at its highest. Client, router and dyno are all in here. */
function watchMemory(): () => number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const start = process.memoryUsage().arrayBuffers;
  let peak = start;
  const timer = setInterval(() => {
    collect();
    peak = Math.max(peak, process.memoryUsage().arrayBuffers);
  }, 20);
  return () => {
    clearInterval(timer);
    return Math.round((peak - start) / megabyte.length);
  };
}
