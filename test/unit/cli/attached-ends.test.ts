import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { processIds } from "../../../src/process/group.ts";
import { useProject } from "./project.ts";

/** A copy that another program runs for a while is part of its run: it may not outlive either of the two. */
describe("an attached copy", { skip: process.platform !== "linux" }, () => {
  const project = useProject();
  const files = { Procfile: "web: echo pid $$; sleep 600; true\nworker: sleep 600\n" };
  const words = /pid \d+/;

  test("ends when the terminal's program is killed, and the run starts it again", async () => {
    const run = await project.start(["start"], files);
    await run.line(words);
    const attached = await project.start(["attach", "web"]);
    await attached.line(words);
    const [, pid] = /pid (\d+)/.exec(attached.bytes().toString()) ?? [];
    attached.child.kill("SIGKILL");
    await attached.closed;
    await run.line(/pid \d+[\s\S]*pid \d+/);
    assert.deepEqual(
      processIds().filter((one) => one === Number(pid) && !isZombie(one)),
      [],
    );
    run.child.kill("SIGTERM");
    assert.equal((await run.ended).code, 143);
  });

  test("ends with its run", async () => {
    const run = await project.start(["start"], files);
    await run.line(words);
    const attached = await project.start(["attach", "web"]);
    await attached.line(words);
    run.child.kill("SIGTERM");
    await Promise.all([run.closed, attached.closed]);
  });

  test("ends when its run is killed", async () => {
    const run = await project.start(["start"], files);
    await run.line(words);
    const attached = await project.start(["attach", "web"]);
    await attached.line(words);
    await run.killed();
    await attached.closed;
  });

  test("ends with the program that is killed, when it was attached from the start", async () => {
    const run = await project.start(["start", "--attach", "web"], files);
    await run.line(words);
    await run.killed();
  });
});

/** Where the first process of a container collects nobody, the dead stay. */
function isZombie(pid: number): boolean {
  return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
}
