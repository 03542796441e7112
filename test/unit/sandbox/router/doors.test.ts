import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { ask, rawRequest, startRouter } from "./setup.ts";

test("an app's own port serves it under any host, and remembers itself", async () => {
  await using at = await startRouter();
  await at.dynos.http(at.app.id, (request, response) => response.end(String(request.headers.host)));
  const port = await at.router.open(at.app);
  assert.equal(await at.router.open(at.app), port);
  for (const host of [`127.0.0.1:${port}`, "something.github.dev", "other.localhost"]) {
    assert.equal((await ask(at, "/", { port, headers: { host } })).body, host);
  }
  assert.equal(at.store.apps.find("myapp")?.loopbackPort, port);
  assert.equal((await at.log.line()).host, `127.0.0.1:${port}`);
});

test("a request without a Host is refused on an app's own port too", async () => {
  await using at = await startRouter();
  await at.dynos.http(at.app.id, (_, response) => response.end("REACHED"));
  const port = await at.router.open(at.app);
  assert.match(await rawRequest(port, "GET / HTTP/1.1\r\nA: b\r\n\r\n"), /^HTTP\/1\.1 400 /);
});

test("the same port again after a restart, another where it is taken", async () => {
  await using at = await startRouter();
  const port = await at.router.open(at.app);
  await at.router.close();
  const remembered = at.store.apps.find("myapp") ?? assert.fail();
  const second = await at.start(0);
  assert.equal(await second.open(remembered), port);
  await second.close();
  const taken = createServer().listen(port, "127.0.0.1");
  await once(taken, "listening");
  const third = await at.start(0);
  const other = await third.open(remembered);
  assert.notEqual(other, port);
  assert.equal(at.store.apps.find("myapp")?.loopbackPort, other);
  await third.close();
  taken.close();
  await once(taken, "close");
});

test("two at once open one port; closing it cuts what is on it", async () => {
  await using at = await startRouter();
  await at.dynos.http(at.app.id, (_, response) => void response.write("begun"));
  const [first, second] = await Promise.all([at.router.open(at.app), at.router.open(at.app)]);
  assert.equal(first, second);
  const asked = ask(at, "/", { port: first });
  const cut = assert.rejects(asked);
  while (at.dynos.requests === 0) await new Promise((done) => setImmediate(done));
  await at.router.closeApp(at.app.id);
  await cut;
  await assert.rejects(ask(at, "/", { port: first }), { code: "ECONNREFUSED" });
});

test("a renamed app moves to its new name, a deleted one is gone", async () => {
  await using at = await startRouter();
  await at.dynos.http(at.app.id, (_, response) => response.end("ok"));
  const port = await at.router.open(at.app);
  const status = async (host: string, on = at.router.port) =>
    (await ask(at, "/", { port: on, headers: { host } })).status;
  assert.equal(await status("myapp.localhost"), 200);
  at.store.apps.update(at.app.id, { name: "renamed" });
  assert.equal(await status("myapp.localhost"), 404);
  assert.equal(await status("renamed.localhost"), 200);
  assert.equal(await status("any", port), 200);
  at.store.apps.delete(at.app.id);
  assert.equal(await status("renamed.localhost"), 404);
  assert.equal(await status("any", port), 404);
});

test("a taken port is an error with its code", async () => {
  await using at = await startRouter();
  const listeners = at.dynos.events.listenerCount("change");
  await assert.rejects(at.start(at.router.port), { code: "EADDRINUSE" });
  assert.equal(at.dynos.events.listenerCount("change"), listeners);
});
