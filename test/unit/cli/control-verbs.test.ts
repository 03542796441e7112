import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { readProcessTable } from "../../../src/process/usage/process-table.ts";
import { type Started, useProject } from "./project.ts";

/** Never resolves while it runs: then the test is too slow. */
async function gone(pid: number): Promise<void> {
  while ((await readProcessTable()).some((row) => row.pid === pid)) await wait(20);
}

describe("a run is asked by verbs", { skip: process.platform === "win32" }, () => {
  const project = useProject();
  let runs = "";

  before(async () => {
    runs = await mkdtemp(path.join(os.tmpdir(), "verbs-"));
  });
  after(() => rm(runs, { recursive: true, force: true }));

  const start = (args: readonly string[], procfile?: string, terminal = false): Promise<Started> =>
    project.start(args, procfile === undefined ? {} : { Procfile: procfile }, {
      env: { XDG_RUNTIME_DIR: runs, TERM: "dumb" },
      stdin: "pipe",
      terminal,
    });

  /** While a run is under way something is left on purpose: that is looked for after each test. */
  const endOf = async ({ closed }: Started): Promise<{ readonly code: number | null; readonly text: string }> => {
    const { code, out, err } = await closed;
    return { code, text: `${out}${err}` };
  };

  const local = async (...args: string[]) => endOf(await start(args));

  const started = async (procfile: string, ...args: string[]): Promise<Started> => {
    const run = await start(["start", "--json", ...args], procfile);
    await run.line(/"control":/);
    return run;
  };

  test("status, restart, up, scale and stop", async () => {
    const run = await started("web: sleep 60\nworker: sleep 60\n", "--run-id", "run-of-all-verbs");
    const { code, text } = await local("status");
    assert.equal(code, 0);
    assert.match(
      text,
      /^web\.1 +starting +port 5\d\d\d +pid \d+ +up \d+ (?:s|min) +\d+ % CPU, \d+ MB\nworker\.1 +running /,
    );
    const whole = JSON.parse((await local("status", "--json", "--run", "run-of")).text);
    assert.deepEqual(
      [whole.runId, whole.procfile, whole.processes.length, whole.usage.length],
      ["run-of-all-verbs", path.join(project.root, "Procfile"), 2, 2],
    );
    const restarted = await local("restart", "worker.1");
    assert.match(restarted.text, /^worker\.1 +running/);
    const pid = (text: string) => /worker\.1.*pid (\d+)/.exec(text)?.[1];
    assert.notEqual(pid(restarted.text), pid(text));
    assert.match((await local("scale", "worker=3")).text, /worker\.3 +running/);
    assert.match((await local("stop", "worker.2")).text, /^worker\.2 +stopped\n$/);
    assert.match((await local("up", "worker.2")).text, /^worker\.2 +running/);
    assert.equal((await local("stop")).code, 0);
    assert.equal((await endOf(run)).code, 143);
  });

  for (const [args, code, words] of [
    [["status"], 1, /No run of this folder is under way\. "start" starts one\./],
    [["status", "--run", "nope"], 1, /No run nope is under way/],
    [["restart"], 2, /restart needs the name of a process/],
    [["scale", "web"], 2, /scale takes web=2, not web/],
    [["attach", "web", "worker"], 2, /attach needs the name of one process/],
  ] as const) {
    test(`${args.join(" ")} where nothing runs: ${code}`, async () => {
      const ended = await local(...args);
      assert.equal(ended.code, code);
      assert.match(ended.text, words);
    });
  }

  test("a name that is not there is refused with the run's words", async () => {
    const run = await started("web: sleep 60\n");
    const { code, text } = await local("restart", "nope");
    assert.equal(code, 1);
    assert.equal(text, "There is no process nope.\n");
    run.child.kill("SIGINT");
    assert.equal((await endOf(run)).code, 130);
  });

  test("attach runs a copy here with its input, and gives it back when it ends", async () => {
    const run = await started(
      "web: echo in $PORT; read -r line; echo got $line; exit 3\nother: sleep 60\n",
      "--keep-going",
    );
    const attached = await start(["attach", "web"]);
    await attached.line(/in 5\d\d\d/);
    assert.match((await local("status")).text, /web\.1 +in a terminal of its own/);
    attached.child.stdin?.write("typed\n");
    const { code, text } = await endOf(attached);
    assert.match(text, /got typed\n/);
    assert.match(text, /web\.1 exited with code 3; the run has it again\./);
    assert.equal(code, 3);
    await run.line(/"process":"web\.1","line":"in 5\d\d\d"[\s\S]*"process":"web\.1","line":"in/);
    run.child.kill("SIGTERM");
    await endOf(run);
  });

  test("what is attached ends when the run stops it, with all that it started", async () => {
    const run = await started("web: sleep 61 & echo here; sleep 60; true\nother: sleep 60\n");
    const attached = await start(["attach", "web.1"]);
    await attached.line(/here/);
    run.child.kill("SIGTERM");
    assert.equal((await endOf(run)).code, 143);
    const { code, text } = await endOf(attached);
    assert.equal(code, 0);
    assert.match(text, /web\.1 terminated by SIGTERM\.\n/);
  });

  test("SIGTERM to attach ends the copy and gives it back", async () => {
    const run = await started("web: echo here; exec sleep 60\nother: sleep 60\n");
    const attached = await start(["attach", "web.1"]);
    await attached.line(/here/);
    attached.child.kill("SIGTERM");
    assert.equal((await endOf(attached)).code, 0);
    assert.match((await local("status")).text, /web\.1 +(?:starting|running)/);
    run.child.kill("SIGTERM");
    await endOf(run);
  });

  test("kill -9 of attach gives the copy back", async () => {
    const run = await started("web: echo here $$; exec sleep 60\nother: sleep 60\n");
    const attached = await start(["attach", "web.1"]);
    const [, pid] = await attached.line(/here (\d+)/);
    attached.child.kill("SIGKILL");
    await run.line(/"state":"borrowed"[\s\S]*"process":"web\.1"[^\n]*"state":"running"/);
    if (process.platform === "linux") await gone(Number(pid));
    run.child.kill("SIGTERM");
    await endOf(run);
  });

  test("attach --live follows what runs, types into it, and says what becomes of it", async () => {
    const run = await started(
      "web: echo first; while read -r line; do echo got $line; done\nother: sleep 60\n",
      "--keep-going",
    );
    const live = await start(["attach", "web", "--live"]);
    await live.line(/first\n/);
    live.child.stdin?.write("typed\n");
    await live.line(/got typed\n/);
    await local("stop", "web");
    await live.line(/web\.1 was stopped/);
    await local("up", "web");
    await live.line(/was stopped\n[\s\S]*first\n/);
    run.child.kill("SIGTERM");
    await endOf(run);
    assert.equal((await endOf(live)).code, 0);
  });

  test("Ctrl-C of attach --live leaves the process alone", async () => {
    const run = await started("web: echo here; exec sleep 60\n");
    const live = await start(["attach", "web.1", "--live"]);
    await live.line(/here/);
    live.child.kill("SIGINT");
    assert.equal((await endOf(live)).code, 0);
    assert.match((await local("status")).text, /web\.1 +(?:starting|running)/);
    run.child.kill("SIGTERM");
    await endOf(run);
  });

  test("start --attach: one process has the terminal, and its end is the run's", async () => {
    const run = await start(
      ["start", "--attach", "web"],
      "web: echo in $PORT; read -r line; echo got $line; exit 4\nother: sleep 60\n",
    );
    await run.line(/^in 5\d\d\d$/m);
    run.child.stdin?.write("typed\n");
    const { code, text } = await endOf(run);
    assert.equal(code, 4);
    assert.match(text, /^got typed$/m);
    assert.match(text, /web\.1 +\| exited with code 4\n.*system +\| stopping the other processes\n/);
    assert.match(text, /other\.1 +\| terminated by SIGTERM\n/);
  });

  test("start --attach: the only process, too, and a signal to the runner ends it", async () => {
    const run = await start(["start", "--attach", "web.1"], "web: sleep 61 & echo here; sleep 60; true\n");
    await run.line(/here/);
    run.child.kill("SIGTERM");
    assert.equal((await endOf(run)).code, 143);
  });

  for (const [args, status, words] of [
    [["--attach", "nope"], 1, /--attach: there is no process nope in this run/],
    [["--attach", "web", "--json"], 2, /which --json needs/],
    [["--run-id", "../../x"], 2, /--run-id takes 8 to 64 letters/],
  ] as const) {
    test(`start ${args.join(" ")} is refused`, async () => {
      const { code, text } = await endOf(await start(["start", ...args], "web: sleep 60\n"));
      assert.equal(code, status);
      assert.match(text, words);
    });
  }

  test("two runs of one id: the second runs, and says that it cannot be asked", async () => {
    const first = await started("web: sleep 60\n", "--run-id", "run-same-id");
    const second = await start(["start", "--run-id", "run-same-id"]);
    await second.line(/cannot be asked from outside: another run has this --run-id/);
    assert.match((await local("status")).text, /web\.1/);
    for (const run of [first, second]) run.child.kill("SIGTERM");
    await Promise.all([first.closed, second.closed]);
  });

  const needsTerminal = { skip: process.platform !== "linux" || !existsSync("/usr/bin/script") };

  test("in a terminal: Ctrl-C is the process's own, Ctrl-] gives it back", needsTerminal, async () => {
    const code = "process.on('SIGINT', () => console.log('interrupted')); console.log('terminal', process.stdin.isTTY)";
    const procfile = `web: exec ${process.execPath} -e "${code}; setInterval(() => {}, 1e6)"\n`;
    const run = await started(`${procfile}other: sleep 60\n`);
    const attached = await start(["attach", "web"], undefined, true);
    await attached.line(/terminal true/);
    attached.child.stdin?.write("\u0003");
    await attached.line(/interrupted/);
    attached.child.stdin?.write("\u001d");
    assert.match((await endOf(attached)).text, /web\.1 terminated by SIGTERM; the run has it again\./);
    assert.match((await local("status")).text, /web\.1 +(?:starting|running)/);
    run.child.kill("SIGTERM");
    await endOf(run);
  });

  test("two runs of a folder: the one that is meant is named", async () => {
    const procfile = "web: sleep 60\n";
    const first = await started(procfile, "--run-id", "run-one-of-two");
    const second = await started(procfile, "--run-id", "run-two-of-two");
    const { code, text } = await local("stop");
    assert.equal(code, 1);
    assert.match(text, /Several runs are meant[\s\S]*run-one-of-two[\s\S]*run-two-of-two/);
    assert.equal((await local("stop", "--run", "run-two")).code, 0);
    await endOf(second);
    assert.equal((await local("stop")).code, 0);
    await endOf(first);
  });
});
