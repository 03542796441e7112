import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { startChild } from "../../../src/process/child.ts";
import { endTree } from "../../../src/process/end-tree.ts";
import { hasLivingMember, isGroupAlive, startTime } from "../../../src/process/group.ts";
import { createReaper } from "../../../src/process/reaper.ts";
import { shellWatcher } from "../../../src/process/reaper-watchers.ts";

const programs = path.join(import.meta.dirname, "../../programs");
const skip = process.platform === "win32" ? "there are no groups on Windows" : false;

async function until(condition: () => boolean): Promise<void> {
  for (let left = 400; left > 0 && !condition(); left--) await wait(25);
  assert.ok(condition());
}

for (const program of [
  ["sh", "forks-grandchildren.sh"],
  [process.execPath, "ignores-sigterm.mjs"],
  ["sh", "leaves-child.sh"],
]) {
  const [command = "", file = ""] = program;
  test(`nothing of ${file} survives the kill of its parent`, { skip }, async () => {
    const args = [path.join(programs, "parent-with-reaper.ts"), command, path.join(programs, file)];
    const parent = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const pgid = Number(String((await once(parent.stdout, "data"))[0]));
    assert.ok(hasLivingMember(pgid));
    parent.kill("SIGKILL");
    await until(() => !hasLivingMember(pgid));
  });
}

test("a forgotten group is left alone, a watched one is not", { skip }, async () => {
  const reaper = createReaper({ grace: 200 });
  const [kept, watched] = [0, 1].map(() =>
    startChild({ command: "sleep", args: ["600"], cwd: "/", env: { PATH: process.env["PATH"] ?? "" }, reaper }),
  );
  assert.ok(kept?.pid && watched?.pid);
  reaper.forget(kept.pid);
  reaper.close();
  assert.deepEqual(await watched.exited, { kind: "signalled", signal: "SIGTERM" });
  assert.ok(isGroupAlive(kept.pid));
  await endTree(kept, { grace: 5000 });
});

test("a group whose id was reused is spared", { skip: process.platform !== "linux" }, async () => {
  const start = () =>
    startChild({ command: "sleep", args: ["600"], cwd: "/", env: { PATH: process.env["PATH"] ?? "" } });
  const [ours, stranger] = [start(), start()];
  assert.ok(ours.pid && stranger.pid);
  for (const shell of ["sh", "bash"]) {
    const watcher = spawn(shell, ["-c", shellWatcher, "reaper", "1"], { stdio: ["pipe", "ignore", "inherit"] });
    watcher.stdin.end(`+ ${stranger.pid} ${startTime(ours.pid)}1\n+ ${ours.pid} ${startTime(ours.pid)}\n`);
    await once(watcher, "exit");
    assert.equal(hasLivingMember(stranger.pid), true, shell);
    assert.equal(hasLivingMember(ours.pid), false, shell);
  }
  await endTree(stranger, { grace: 5000 });
});
