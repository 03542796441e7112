import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useProject } from "./project.ts";
import type { Ran } from "./run-local.ts";

describe("a run that is asked for what there is not", { skip: process.platform === "win32" }, () => {
  const { start } = useProject();
  const ask = async (args: readonly string[]): Promise<Ran> => (await start(args)).closed;

  test("refuses in words, and who asked ends", async () => {
    const { child, line, ended } = await start(["start"], { Procfile: "worker: sleep 600\n" });
    await line(/started with pid/);
    // A moment later.
    while ((await ask(["status"])).code !== 0);
    for (const [args, words] of [
      [["attach", "nope"], /^There is no process nope to borrow/],
      [["attach", "nope", "--live"], /^There is no process nope to follow/],
      [["restart", "nope"], /^There is no process nope\.$/m],
      [["scale", "nope=1"], /^There is no process type nope/],
      [["scale", "worker=1001"], /no port for so many copies/],
      [["up", "worker", "nope"], /^There is no process nope\.$/m],
      [["stop", "nope"], /^There is no process nope\.$/m],
      [["status", "--run", "nope"], /^No run nope is under way/],
    ] as const) {
      const { code, out, err } = await ask(args);
      assert.deepEqual([code, out], [1, ""], args.join(" "));
      assert.match(err, words);
    }
    child.kill("SIGTERM");
    assert.equal((await ended).code, 143);
  });
});
