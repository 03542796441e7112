import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { root } from "../../../../scripts/processes.ts";
import { withLock } from "../../../../scripts/vscode/lock.ts";

describe("a lock between processes", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-lock-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test("lets one in at a time, and says when somebody waits", async () => {
    const file = path.join(folder, "one/at-a-time.lock");
    const inside = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const waits = Promise.withResolvers<void>();
    const order: string[] = [];
    const first = withLock(file, assert.fail, async () => {
      inside.resolve();
      await leave.promise;
      order.push("first");
    });
    await inside.promise;
    const second = withLock(file, waits.resolve, async () => void order.push("second"));
    await waits.promise;
    leave.resolve();
    await Promise.all([first, second]);
    assert.deepEqual(order, ["first", "second"]);
  });

  test("is free again when the work fails", async () => {
    const file = path.join(folder, "failed.lock");
    await assert.rejects(
      withLock(file, assert.fail, () => Promise.reject(new Error("no network"))),
      /no network/,
    );
    assert.equal(await withLock(file, assert.fail, async () => "in"), "in");
  });

  test("is free again when its holder is killed", async () => {
    const file = path.join(folder, "killed.lock");
    const module = path.join(root, "scripts/vscode/lock.ts");
    const holds = `import { withLock } from ${JSON.stringify(module)};
      await withLock(${JSON.stringify(file)}, () => {}, () => new Promise(() => { setInterval(() => {}, 1000); process.stdout.write("in"); }));`;
    const holder = spawn(process.execPath, ["--input-type=module-typescript", "-e", holds], { cwd: root });
    await once(holder.stdout, "data");
    const waits = Promise.withResolvers<void>();
    const second = withLock(file, waits.resolve, async () => "in");
    await waits.promise;
    holder.kill("SIGKILL");
    assert.equal(await second, "in");
  });
});
