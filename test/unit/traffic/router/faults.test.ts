import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { test } from "node:test";
import { ask, rawRequest, Servers, startSetup } from "../setup.ts";

for (const [why, code] of [
  ["crashed", "H10"],
  ["none", "H14"],
] as const) {
  test(`${code}: the web processes are ${why}`, async () => {
    await using at = await startSetup();
    at.webs.why = why;
    const answer = await ask(at, "/");
    assert.equal(answer.status, 503);
    assert.match(answer.body, new RegExp(`Application error.*${code}`, "s"));
    const line = await at.lines.line();
    assert.deepEqual([line.at, line.code, line.dyno, line.service, line.bytes], ["error", code, null, null, null]);
  });
}

test("a request waits for a process that starts", async () => {
  await using at = await startSetup();
  at.webs.why = "starting";
  const looked = at.webs.nextLook();
  const asked = ask(at, "/");
  await looked;
  at.webs.become([await at.servers.http((_, response) => response.end("up"))]);
  assert.equal((await asked).body, "up");
});

test("H20: it starts for too long; H10: it crashes meanwhile", async () => {
  await using at = await startSetup({ timeouts: { boot: 30 } });
  at.webs.why = "starting";
  assert.equal((await ask(at, "/")).status, 503);
  assert.equal((await at.lines.line()).code, "H20");
  await using other = await startSetup();
  other.webs.why = "starting";
  const looked = other.webs.nextLook();
  const asked = ask(other, "/");
  await looked;
  other.webs.why = "crashed";
  other.webs.emit("change");
  await asked;
  assert.equal((await other.lines.line()).code, "H10");
});

test("H21: all refuse; one that takes it is found, with the whole body", async () => {
  await using at = await startSetup();
  const closed = await freePort();
  at.webs.become([closed]);
  assert.equal((await ask(at, "/")).status, 503);
  assert.equal((await at.lines.line()).code, "H21");
  at.webs.become([
    closed,
    await freePort(),
    await at.servers.http(async (incoming, response) => {
      for await (const chunk of incoming) response.write(chunk);
      response.end();
    }),
  ]);
  for (let count = 0; count < 3; count++) {
    assert.equal((await ask(at, "/", { method: "POST", body: "kept" })).body, "kept");
  }
  assert.equal((await at.lines.line(4)).dyno, "web.3");
});

test("a router that is busy while it connects does not take that for a refusal", async () => {
  await using at = await startSetup();
  at.webs.become([await at.servers.http((_, response) => response.end("ok"))]);
  const ready = at.webs.ready.bind(at.webs);
  at.webs.ready = () => {
    setImmediate(() => {
      // Longer than Node gives one of two addresses.
      for (const begun = performance.now(); performance.now() - begun < 400; );
    });
    return ready();
  };
  assert.equal((await ask(at, "/")).body, "ok");
});

test("H12: no first byte; a held process may take as long as it likes", async () => {
  await using at = await startSetup({ timeouts: { firstByte: 40 } });
  const held = Promise.withResolvers<() => void>();
  const port = await at.servers.http((request, response) => {
    if (request.url === "/held") held.resolve(() => response.end("late"));
  });
  at.webs.become([port], { isHeld: true });
  const asked = ask(at, "/held");
  const answerHeld = await held.promise;
  at.webs.become([port]);
  assert.equal((await ask(at, "/")).status, 503);
  const line = await at.lines.line();
  assert.deepEqual([line.code, line.status, line.dyno], ["H12", 503, "web.1"]);
  answerHeld();
  assert.equal((await asked).body, "late");
});

for (const [name, text, code] of [
  ["closes without an answer", "", "H13"],
  ["says what is no HTTP", "hello there\r\n\r\n", "H17"],
  ["ends in the middle", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "H18"],
] as const) {
  test(`${code}: the process ${name}`, async () => {
    await using at = await startSetup();
    at.webs.become([await at.servers.answering(text)]);
    const answer = await rawRequest(at.port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const line = await at.lines.line();
    assert.equal(line.code, code);
    if (code === "H18") {
      assert.match(answer, /half$/);
      assert.equal(line.sock, "backend");
    } else assert.match(answer, /^HTTP\/1\.1 503 /);
  });
}

test("H15: silence in the middle of an answer", async () => {
  await using at = await startSetup({ timeouts: { idle: 40 } });
  at.webs.become([await at.servers.http((_, response) => void response.write("begun"))]);
  const answer = await rawRequest(at.port, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  assert.match(answer, /begun/);
  assert.equal((await at.lines.line()).code, "H15");
});

test("H28: a client that stops in the middle of its body", async () => {
  await using at = await startSetup({ timeouts: { idle: 40 } });
  at.webs.become([await at.servers.http((incoming) => void incoming.resume())]);
  await rawRequest(at.port, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf");
  assert.equal((await at.lines.line()).code, "H28");
});

test("H27: a client that goes away ends the request at the process", async () => {
  await using at = await startSetup();
  const began = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  at.webs.become([
    await at.servers.http((_, response) => {
      response.once("close", ended.resolve);
      began.resolve();
    }),
  ]);
  const client = request({ host: "127.0.0.1", port: at.port, agent: false });
  client.on("error", () => {}).end();
  await began.promise;
  client.destroy();
  await ended.promise;
  const line = await at.lines.line();
  assert.deepEqual([line.at, line.code, line.sock, line.status], ["warning", "H27", "client", 499]);
});

test("H24: the router is closed under a request", async () => {
  const at = await startSetup();
  const began = Promise.withResolvers<void>();
  at.webs.become([await at.servers.http(() => began.resolve())]);
  const asked = ask(at, "/");
  await began.promise;
  await at[Symbol.asyncDispose]();
  assert.equal((await asked).status, 503);
  assert.equal((await at.lines.line()).code, "H24");
});

test("closing does not wait for a client that reads nothing", async () => {
  const at = await startSetup();
  at.webs.become([await at.servers.http((_, response) => response.end(Buffer.alloc(50_000_000)))]);
  const socket = connect(at.port, "127.0.0.1").on("error", () => {});
  socket.pause();
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  await once(socket, "readable");
  await at[Symbol.asyncDispose]();
  socket.destroy();
});

test("an answer before the end of the body is passed on, and the connection ends", async () => {
  await using at = await startSetup();
  at.webs.become([await at.servers.http((_, response) => response.writeHead(413).end("too much"))]);
  const socket = connect(at.port, "127.0.0.1").on("error", () => {});
  let text = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    text += chunk;
  });
  socket.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nstart");
  await once(socket, "end");
  assert.match(text, /^HTTP\/1\.1 413 [\s\S]*Connection: close[\s\S]*too much/);
  socket.destroy();
});

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  await using servers = new Servers();
  return await servers.tcp(() => {});
}
