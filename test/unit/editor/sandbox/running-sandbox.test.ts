import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { findRunningSandbox, parseReady } from "../../../../src/editor/sandbox/running-sandbox.ts";
import { createWindows } from "../../../../src/editor/sandbox/windows.ts";

const line = { apiUrl: "http://127.0.0.1:1", gitUrl: "http://127.0.0.1:1", token: "t", routerPort: 2 };
/** No process has this id: it is above every system's limit. */
const nobody = 2 ** 30;

async function folder(t: TestContext): Promise<string> {
  const created = await mkdtemp(path.join(os.tmpdir(), "heroku workbench "));
  t.after(() => rm(created, { recursive: true, force: true }));
  return created;
}

test("a sandbox that runs is found by its ready.json", async (t) => {
  const data = await folder(t);
  assert.equal(await findRunningSandbox(data), undefined);
  const server = createServer((_, response) => response.writeHead(401).end()).listen(0, "127.0.0.1");
  t.after(() => server.close().closeAllConnections());
  await once(server, "listening");
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeFile(path.join(data, "ready.json"), JSON.stringify({ ...line, apiUrl, pid: process.pid }));
  const found = await findRunningSandbox(data);
  assert.deepEqual(found, { apiUrl, gitUrl: line.gitUrl, token: "t", pid: process.pid });
});

test("one whose process id belongs to another program by now is not found: nothing answers", async (t) => {
  const data = await folder(t);
  await writeFile(path.join(data, "ready.json"), JSON.stringify({ ...line, pid: process.pid }));
  assert.equal(await findRunningSandbox(data), undefined);
});

test("one that was killed left its file behind and is not found", async (t) => {
  const data = await folder(t);
  await writeFile(path.join(data, "ready.json"), JSON.stringify({ ...line, pid: nobody }));
  assert.equal(await findRunningSandbox(data), undefined);
});

for (const json of ["", "{", "[]", "null", '"x"', '{"apiUrl":"http://127.0.0.1:1"}', "ready!"]) {
  test(`${json || "an empty line"} is no ready line`, () => assert.equal(parseReady(json, 1), undefined));
}

test("the last window that leaves has to stop the sandbox; a killed window does not count", async (t) => {
  const data = path.join(await folder(t), "not yet there");
  const one = createWindows(data, process.pid);
  const other = createWindows(data, process.ppid);
  const killed = createWindows(data, nobody);
  for (const window of [one, other, killed]) window.enter();
  assert.equal(one.leave(), false);
  assert.equal(other.leave(), true);
});

test("a window that never used it may leave too", async (t) => {
  assert.equal(createWindows(await folder(t), process.pid).leave(), true);
});
