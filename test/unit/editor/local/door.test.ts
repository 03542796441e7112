import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { openDoor } from "../../../../src/editor/local/door.ts";
import { startChild } from "../../../../src/process/child.ts";
import { killTree } from "../../../../src/process/end-tree.ts";

const root = path.join(import.meta.dirname, "../../../..");
const local = (...words: readonly string[]) =>
  startChild({
    command: process.execPath,
    args: [path.join(root, "src/cli/local.ts"), ...words],
    cwd: path.join(root, "test/apps"),
    env: { PATH: process.env["PATH"] ?? "" },
  });

test("a program says that its work is over, keeps its exit status, and leaves no socket behind", async () => {
  const door = await openDoor(randomUUID());
  const child = local(`--stay=${door.address}`, "start", "-f", "nowhere");
  await door.over;
  assert.deepEqual(await child.exited, { kind: "exited", code: 1 });
  assert.equal(existsSync(door.address), false);
});

test("a program that is killed is over, too", async () => {
  const door = await openDoor(randomUUID());
  const child = local(`--stay=${door.address}`, "run", "sleep 600");
  // The line of help comes at once with a verb; this one works until someone ends it.
  await new Promise<void>((resolve) => {
    const look = (): void => void (existsSync(door.address) ? setImmediate(look) : resolve());
    look();
  });
  await killTree(child);
  await door.over;
});

test("a door that nobody came to is closed", async () => {
  const door = await openDoor(randomUUID());
  door.dispose();
  await door.over;
  assert.equal(existsSync(door.address), false);
});
