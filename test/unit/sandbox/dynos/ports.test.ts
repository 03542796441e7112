import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { after, before, test } from "node:test";
import { type Child, startChild } from "../../../../src/process/child.ts";
import { killTree } from "../../../../src/process/end-tree.ts";
import { ownsPort } from "../../../../src/process/port-owner.ts";
import { waitForPort } from "../../../../src/process/port-watch.ts";
import { createFreePorts } from "../../../../src/sandbox/dynos/free-ports.ts";

const server = createServer((socket) => socket.destroy());
let port = 0;
before(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  port = (server.address() as AddressInfo).port;
});
after(() => server.close());

const listener = `require("net").createServer().listen(0, "127.0.0.1", function () { console.log(this.address().port) })`;

async function startListener(): Promise<{ child: Child; port: number }> {
  const child = startChild({ command: process.execPath, args: ["-e", listener], cwd: "/", env: {} });
  return { child, port: Number(String((await once(child.stdout, "data"))[0])) };
}

test("no port is given twice, and each is free", async () => {
  const ports = createFreePorts();
  const taken = await Promise.all(Array.from({ length: 50 }, () => ports.take()));
  assert.equal(new Set(taken).size, 50);
  for (const each of taken.slice(0, 3)) {
    const mine = createServer();
    await once(mine.listen(each, "127.0.0.1"), "listening");
    mine.close();
  }
});

test("the group that listens owns the port, another does not", { skip: process.platform !== "linux" }, async () => {
  const { child, port: theirs } = await startListener();
  const pgid = child.pid ?? 0;
  const nobody = () => false;
  assert.equal(ownsPort(theirs, pgid, nobody), true);
  assert.equal(ownsPort(port, pgid, nobody), false);
  assert.equal(ownsPort(1, pgid, nobody), true);
  await killTree(child);
});

test("waiting ends when the port takes connections and is ours", async () => {
  let asked = 0;
  const isOurs = () => ++asked === 3;
  assert.equal(await waitForPort(port, { timeout: 10_000, isOurs, signal: new AbortController().signal }), true);
  assert.equal(asked, 3);
});

test("waiting ends when time is over or it is called off", async () => {
  const isOurs = () => false;
  assert.equal(await waitForPort(port, { timeout: 50, isOurs, signal: new AbortController().signal }), false);
  const started = performance.now();
  assert.equal(await waitForPort(port, { timeout: 60_000, isOurs, signal: AbortSignal.timeout(50) }), false);
  assert.ok(performance.now() - started < 5000);
});
