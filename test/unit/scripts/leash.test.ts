import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { describe, test } from "node:test";
import { captured, leashed, root } from "../../../scripts/processes.ts";

/** Prints its id and stays; with a second argument it is deaf to TERM, and starts one of its kind. */
const stays = `process.stdout.write(process.pid + "\\n"); setInterval(() => {}, 1000);`;
const deaf = `process.on("SIGTERM", () => {});`;
const starts = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(stays)}], { stdio: "inherit" });`;

describe("a program on a leash", { skip: process.platform === "win32" }, () => {
  test("gives back its exit code and what it printed", async () => {
    assert.deepEqual(await captured(process.execPath, ["-p", "6 * 7; process.exitCode = 3; 42"]), {
      code: 3,
      output: "42\n",
    });
  });

  test("is stopped with its children", async () => {
    const program = leashed(process.execPath, ["-e", starts + stays]);
    const pids = await readPids(program.child, 2);
    await program.stop();
    assert.deepEqual(pids.filter(isAlive), []);
  });

  test("that ignores TERM is killed after the grace time", async () => {
    const program = leashed(process.execPath, ["-e", deaf + stays], { grace: 200 });
    const pids = await readPids(program.child, 1);
    await program.stop();
    assert.deepEqual(pids.filter(isAlive), []);
  });

  test("takes along what it leaves behind at its end", async () => {
    const program = leashed(process.execPath, ["-e", `${starts} setTimeout(() => process.exit(7), 300);`]);
    const pids = await readPids(program.child, 1);
    assert.equal(await program.ended, 7);
    assert.deepEqual(pids.filter(isAlive), []);
  });

  test("ends when the one who holds the leash is killed", async () => {
    const holds = `import { leashed } from ${JSON.stringify(path.join(root, "scripts/processes.ts"))};
      const { child } = leashed(process.execPath, ["-e", ${JSON.stringify(starts + stays)}]);
      process.stdout.write(child.pid + "\\n");
      child.stdout.pipe(process.stdout);`;
    const holder = spawn(process.execPath, ["--input-type=module-typescript", "-e", holds], { cwd: root });
    const pids = await readPids(holder, 3);
    holder.kill("SIGKILL");
    await untilGone(pids);
  });
});

async function readPids({ stdout }: ChildProcess, count: number): Promise<number[]> {
  assert.ok(stdout);
  const pids: number[] = [];
  for await (const line of createInterface({ input: stdout })) {
    if (pids.push(Number(line)) === count) break;
  }
  return pids;
}

async function untilGone(pids: readonly number[]): Promise<void> {
  while (pids.some(isAlive)) await once(AbortSignal.timeout(20), "abort");
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
