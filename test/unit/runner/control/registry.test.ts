import assert from "node:assert/strict";
import { once } from "node:events";
import { chmod, chown, link, readdir, rename, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import path from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import {
  announceRun,
  listRuns,
  type RunEntry,
  waitForRun,
  watchRuns,
} from "../../../../src/runner/control/registry.ts";
import { addressOf, openRunsFolder, type RunsFolder } from "../../../../src/runner/control/runs-folder.ts";
import { temporaryRunsFolder } from "./asked-run.ts";

describe("runs are found by others", { skip: process.platform === "win32" }, () => {
  let at: RunsFolder;
  const servers: Server[] = [];

  beforeEach(async () => {
    at = await temporaryRunsFolder();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) server.close();
    await rm(at.folder, { recursive: true, force: true });
  });

  const entryOf = (runId: string, startedAt = "2026-01-01T00:00:00.000Z"): RunEntry => ({
    runId,
    pid: process.pid,
    address: addressOf(at, runId),
    procfile: "/app/Procfile",
    root: "/app",
    startedAt,
    types: ["web"],
  });

  const listenAt = async (address: string): Promise<Server> => {
    const server = createServer((socket) => socket.on("error", () => {}).resume()).listen(address);
    servers.push(server);
    await once(server, "listening");
    return server;
  };

  test("the oldest first, until they take themselves back", async () => {
    const [young, old] = [entryOf("run-young", "2026-02-02T00:00:00.000Z"), entryOf("run-old-old")];
    for (const { address } of [young, old]) await listenAt(address);
    const withdraw = await announceRun(young, at);
    await announceRun(old, at);
    assert.deepEqual(await listRuns(at), [old, young]);
    assert.equal((await stat(path.join(at.folder, "run-young.json"))).mode & 0o777, 0o600);
    await withdraw();
    assert.deepEqual(await listRuns(at), [old]);
  });

  test("what a killed runner left is swept, its socket too", async () => {
    const entry = entryOf("run-killed");
    const server = await listenAt(entry.address);
    await announceRun(entry, at);
    // A socket's file outlives a killed program; a server that closes removes it.
    const other = `${entry.address}.kept`;
    await link(entry.address, other);
    await new Promise((resolve) => server.close(resolve));
    await rename(other, entry.address);
    assert.deepEqual(await listRuns(at), []);
    assert.deepEqual(await readdir(at.folder), []);
  });

  test("a dead socket and a draft without an entry go when they are old, a live socket stays", async () => {
    const [dead, live] = [path.join(at.folder, "dead.sock"), path.join(at.folder, "live.sock")];
    const draft = path.join(at.folder, "draft.json.17");
    for (const file of [dead, draft]) await writeFile(file, "");
    await listenAt(live);
    await listRuns(at);
    assert.deepEqual(await readdir(at.folder), ["dead.sock", "draft.json.17", "live.sock"]);
    const longAgo = new Date(Date.now() - 3_600_000);
    await Promise.all([dead, draft, live].map((file) => utimes(file, longAgo, longAgo)));
    await listRuns(at);
    assert.deepEqual(await readdir(at.folder), ["live.sock"]);
  });

  for (const text of ["", "{", "null", "[]", '{"runId":1}', '{"runId":"a","pid":1,"address":"x","types":{}}']) {
    test(`an entry that reads ${JSON.stringify(text)} is passed over`, async () => {
      await writeFile(path.join(at.folder, "odd.json"), text);
      assert.deepEqual(await listRuns(at), []);
    });
  }

  test("a folder that others can enter is not believed, and not used", async () => {
    const entry = entryOf("run-in-open-folder");
    await listenAt(entry.address);
    await announceRun(entry, at);
    await chmod(at.folder, 0o755);
    assert.deepEqual(await listRuns(at), []);
    await assert.rejects(openRunsFolder(at), /only you can enter/);
  });

  test("somebody else's folder is not believed", { skip: process.getuid?.() !== 0 }, async () => {
    const entry = entryOf("run-of-another-user");
    await listenAt(entry.address);
    await announceRun(entry, at);
    await chown(at.folder, 12_345, 12_345);
    assert.deepEqual(await listRuns(at), []);
    await assert.rejects(openRunsFolder(at), /only you can enter/);
  });

  test("a link in place of the folder is not believed", async () => {
    const linked = { ...at, folder: `${at.folder}-link` };
    await symlink(at.folder, linked.folder);
    assert.deepEqual(await listRuns(linked), []);
    await assert.rejects(openRunsFolder(linked), /only you can enter/);
    await rm(linked.folder);
  });

  test("who waits for a run gets it when it comes", async () => {
    const entry = entryOf("run-awaited");
    const waiting = waitForRun(entry.runId, new AbortController().signal, at);
    await listenAt(entry.address);
    await announceRun(entry, at);
    assert.deepEqual(await waiting, entry);
  });

  test("who gives up waiting gets nothing", async () => {
    assert.equal(await waitForRun("run-that-never-comes", AbortSignal.abort(), at), undefined);
  });

  test("coming and going is told", async () => {
    const entry = entryOf("run-watched");
    await listenAt(entry.address);
    let changed = Promise.withResolvers<void>();
    const watching = await watchRuns(() => changed.resolve(), at);
    const withdraw = await announceRun(entry, at);
    await changed.promise;
    changed = Promise.withResolvers<void>();
    await withdraw();
    await changed.promise;
    watching.close();
  });

  test("a folder that is not there holds no run", async () => {
    assert.deepEqual(await listRuns({ ...at, folder: path.join(at.folder, "none") }), []);
  });
});
