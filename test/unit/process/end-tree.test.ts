import assert from "node:assert/strict";
import { once } from "node:events";
import path from "node:path";
import { test } from "node:test";
import { type Child, exitStatus, startChild } from "../../../src/process/child.ts";
import { endTree } from "../../../src/process/end-tree.ts";
import { groupMembers, hasLivingMember } from "../../../src/process/group.ts";

const programs = path.join(import.meta.dirname, "../../programs");

function start(command: string, ...args: string[]): Child {
  return startChild({ command, args, cwd: programs, env: { PATH: process.env["PATH"] ?? "" } });
}

async function ready(child: Child, word: string): Promise<void> {
  let text = "";
  while (!text.includes(word)) text += String((await once(child.stdout, "data"))[0]);
}

test("a program that obeys ends at once, by the signal", async () => {
  const child = start("sleep", "600");
  assert.equal(await endTree(child, { grace: 10_000 }), "ended");
  assert.equal(exitStatus(await child.closed), 143);
});

test("a program that ignores SIGTERM is killed after the grace time", async () => {
  const child = start(process.execPath, "ignores-sigterm.mjs");
  await ready(child, "ready");
  const told: string[] = [];
  assert.equal(await endTree(child, { grace: 100, beforeKill: () => told.push("kill") }), "killed");
  assert.deepEqual(told, ["kill"]);
  assert.equal(exitStatus(await child.closed), 137);
});

test("grandchildren end too", async () => {
  const child = start("sh", "forks-grandchildren.sh");
  await ready(child, "ready");
  const pgid = child.pid ?? 0;
  if (process.platform === "linux") assert.ok(groupMembers(pgid).length >= 3);
  assert.equal(await endTree(child, { grace: 5000 }), "ended");
  assert.equal(hasLivingMember(pgid), false);
});

test("a child that outlives the program is found after its end", async () => {
  const child = start("sh", "leaves-child.sh");
  assert.deepEqual(await child.exited, { kind: "exited", code: 3 });
  assert.equal(hasLivingMember(child.pid ?? 0), true);
  assert.equal(await endTree(child, { grace: 5000 }), "ended");
  assert.deepEqual(await child.closed, { kind: "exited", code: 3 });
  assert.equal(await endTree(child, { grace: 5000 }), "gone");
});

test("a stopped program ends", async () => {
  const child = start("sleep", "600");
  process.kill(child.pid ?? 0, "SIGSTOP");
  assert.equal(await endTree(child, { grace: 10_000 }), "ended");
});

for (const [command, status] of [
  ["no-such-program-anywhere", 127],
  [path.join(programs, "floods.mjs"), 126],
] as const) {
  test(`${path.basename(command)} cannot start: ${status}`, async () => {
    const child = start(command);
    assert.equal(exitStatus(await child.exited), status);
    assert.equal(exitStatus(await child.closed), status);
    assert.equal(await endTree(child, { grace: 0 }), "gone");
  });
}

test("an argument list that the system refuses is no exception", async () => {
  const child = start("echo", "x".repeat(4_000_000));
  assert.equal(exitStatus(await child.closed), 126);
});
