import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, readdirSync, readSync, writeSync } from "node:fs";
import { mkdir, mkdtemp, rm, utimes } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, test } from "node:test";
import { createKernelPipes } from "../../../src/process/kernel-pipes.ts";

const source = new URL("../../../src/process/kernel-pipes.ts", import.meta.url).href;

describe("pipes of the kernel", { skip: process.platform !== "linux" }, () => {
  test("what is written at one end is read at the other, and no name of them stays", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "pipes-"));
    const pipes = createKernelPipes({ advance: 2, folder });
    const before = descriptors();
    for (const we of ["read", "write", "read"] as const) {
      const pipe = pipes.take(we);
      assert.ok(pipe);
      const [from, to] = we === "read" ? [pipe.ours, pipe.theirs] : [pipe.theirs, pipe.ours];
      writeSync(to, "hello");
      assert.equal(readSync(from, Buffer.alloc(10)), 5);
      closeSync(pipe.ours);
      closeSync(pipe.theirs);
    }
    assert.deepEqual(readdirSync(folder), []);
    pipes.close();
    assert.equal(descriptors(), before);
    assert.equal(pipes.take("read"), undefined);
    await rm(folder, { recursive: true });
  });

  test("those that are made meanwhile, too few or too late, are all closed and gone", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "pipes-"));
    const before = descriptors();
    const listeners = process.listenerCount("exit");
    const pipes = createKernelPipes({ advance: 1, early: true, folder });
    pipes.expect(30);
    for (let taken = 0; taken < 40; taken++) {
      const pipe = pipes.take("read");
      assert.ok(pipe);
      closeSync(pipe.ours);
      closeSync(pipe.theirs);
    }
    pipes.close();
    assert.deepEqual([readdirSync(folder), descriptors()], [[], before]);
    assert.equal(process.listenerCount("exit"), listeners);
    await rm(folder, { recursive: true });
  });

  test("their names are gone before anybody takes one", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "pipes-"));
    const pipes = createKernelPipes({ advance: 2, early: true, folder });
    while (readdirSync(folder).length > 0) await tick();
    const pipe = pipes.take("write");
    assert.ok(pipe);
    closeSync(pipe.ours);
    closeSync(pipe.theirs);
    pipes.close();
    await rm(folder, { recursive: true });
  });

  test("where no more files may be open there are fewer, and their folder is gone", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "pipes-"));
    const code = `import { createKernelPipes } from ${JSON.stringify(source)};
      const pipes = createKernelPipes({ advance: 100, folder: ${JSON.stringify(folder)} });
      console.log(typeof pipes.take("write"));`;
    const limited = ["-c", 'ulimit -n 60; exec "$0" "$@"', process.execPath, "--input-type=module", "-e", code];
    assert.equal(spawnSync("/bin/sh", limited, { encoding: "utf8" }).stdout, "undefined\n");
    assert.deepEqual(readdirSync(folder), []);
    await rm(folder, { recursive: true });
  });

  test("what somebody left who was killed is swept, what is new is not", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "pipes-"));
    const [old, fresh, other] = ["heroku-workbench-pipes-a", "heroku-workbench-pipes-b", "c"];
    for (const name of [old, fresh, other]) await mkdir(path.join(folder, name));
    for (const name of [old, other]) await utimes(path.join(folder, name), 0, 0);
    createKernelPipes({ advance: 2, folder }).close();
    assert.deepEqual(readdirSync(folder).sort(), [other, fresh].sort());
    await rm(folder, { recursive: true });
  });

  test("where none can be made there are none", () => {
    assert.equal(createKernelPipes({ advance: 2, folder: "/proc/no-such-folder" }).take("read"), undefined);
    assert.equal(createKernelPipes({ advance: 2, platform: "darwin" }).take("read"), undefined);
  });
});

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function descriptors(): number {
  return readdirSync("/proc/self/fd").length;
}
