import assert from "node:assert/strict";
import path from "node:path";
import { afterEach, describe, test } from "node:test";
import { hasLivingMember, processIds } from "../../../src/process/group.ts";
import { findStrays } from "../../../src/process/strays.ts";
import { parsePolicies } from "../../../src/runner/restart-policy.ts";
import { freePort } from "./free-port.ts";
import { type Run, startRun } from "./run.ts";

const programs = path.resolve(import.meta.dirname, "../../programs");
const node = JSON.stringify(process.execPath);

describe("processes that run", { skip: process.platform === "win32" }, () => {
  let runs: Run[] = [];
  const start = (...args: Parameters<typeof startRun>): Run => {
    const run = startRun(...args);
    runs.push(run);
    return run;
  };

  afterEach(async () => {
    for (const { runner } of runs) {
      runner.stop("SIGTERM");
      runner.stop("SIGTERM");
      await runner.ended;
      for (const { state } of runner.status()) assert.ok(state.kind === "ended" || state.kind === "stopped");
    }
    runs = [];
  });

  describe("the exit status is that of the first process that ended", () => {
    const table: Readonly<Record<string, number>> = {
      "exit 7": 7,
      "exit 42": 42,
      "exit 132": 132,
      true: 0,
      "kill -9 $$": 137,
      "kill -TERM $$": 143,
      "no-such-program-here": 127,
    };
    for (const [command, status] of Object.entries(table)) {
      test(`${command}: ${status}`, async () => {
        const { runner } = start({ web: "sleep 60", worker: command });
        assert.equal(await runner.ended, status);
      });
    }
  });

  test("a command that is not there is named by the shell and explained", async () => {
    const run = start({ worker: "no-such-program-here --now" });
    await run.runner.ended;
    assert.match(run.lines.join("\n"), /worker\.1 \| .*no-such-program-here.*not found/);
    assert.match(run.lines.join("\n"), /worker\.1 \* exited with code 127: the shell did not find the command/);
  });

  test("an ending process stops the others, and words and lines tell it", async () => {
    const run = start({ web: "echo up; sleep 60", worker: "sleep 0.2; echo bye" });
    assert.equal(await run.runner.ended, 0);
    assert.ok(run.lines.includes("worker.1 | bye"));
    assert.ok(run.lines.includes("worker.1 * exited with code 0"));
    assert.ok(run.lines.includes("system * stopping the other processes"));
    assert.ok(run.lines.includes("web.1 * terminated by SIGTERM"));
  });

  test("with keep going the others go on until the last has ended", async () => {
    const run = start({ a: "exit 3", b: "sleep 0.4; echo still here; exit 4" }, { keepGoing: true });
    assert.equal(await run.runner.ended, 3);
    assert.ok(run.lines.includes("b.1 | still here"));
  });

  test("a stop leaves nothing of compound commands and grandchildren", async () => {
    const commands = {
      compound: "cd / && sleep 61; true",
      grandchildren: `sh ${JSON.stringify(path.join(programs, "forks-grandchildren.sh"))}`,
      pipes: "sleep 62 | sleep 63",
    };
    const run = start(commands);
    await Promise.all(Object.keys(commands).map((type) => run.line(new RegExp(`^${type}\\.1 \\* started`))));
    const groups = pids(run);
    run.runner.stop("SIGINT");
    assert.equal(await run.runner.ended, 130);
    assert.deepEqual(groups.filter(hasLivingMember), []);
  });

  test("what leaves its group is found and ended too", { skip: process.platform !== "linux" }, async () => {
    const runId = crypto.randomUUID();
    const run = start({ daemon: "setsid sleep 64 & echo forked; sleep 0.1" }, { runId });
    await run.runner.ended;
    assert.deepEqual(
      findStrays((environment) => environment.includes(runId)),
      [],
    );
  });

  test("a process that ignores SIGTERM is killed after the grace time", async () => {
    const run = start(
      { stubborn: `${node} ${JSON.stringify(path.join(programs, "ignores-sigterm.mjs"))}` },
      { grace: 300 },
    );
    await run.line(/^stubborn\.1 \| /);
    run.runner.stop("SIGTERM");
    assert.equal(await run.runner.ended, 143);
    assert.ok(run.lines.includes("stubborn.1 * still runs 0.3 s after SIGTERM, killing it"));
  });

  test("a second stop kills at once", async () => {
    const run = start(
      { stubborn: `${node} ${JSON.stringify(path.join(programs, "ignores-sigterm.mjs"))}` },
      { grace: 60_000 },
    );
    await run.line(/^stubborn\.1 \| /);
    run.runner.stop("SIGINT");
    run.runner.stop("SIGINT");
    assert.equal(await run.runner.ended, 130);
  });

  test("lines of stdout and stderr stay in the order in which they were written", async () => {
    const run = start({ web: "for i in 1 2 3 4 5 6 7 8; do echo out $i; echo err $i >&2; done" });
    await run.runner.ended;
    const own = run.lines.filter((line) => line.startsWith("web.1 | "));
    assert.deepEqual(
      own,
      [1, 2, 3, 4, 5, 6, 7, 8].flatMap((i) => [`web.1 | out ${i}`, `web.1 | err ${i}`]),
    );
  });

  test("a last line without a newline is shown", async () => {
    const run = start({ web: "printf 'whole\\nlast piece'" });
    await run.runner.ended;
    assert.ok(run.lines.includes("web.1 | last piece"));
  });

  test("a flood comes through whole while the reader is slow", async () => {
    let bytes = 0;
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    let isOpen = false;
    void opened.then(() => (isOpen = true));
    const run = start(
      { flood: "i=0; while [ $i -lt 20000 ]; do echo 0123456789012345678901234567890; i=$((i+1)); done" },
      {
        ready: () => (isOpen ? undefined : opened),
      },
    );
    setTimeout(open, 600).unref();
    await run.runner.ended;
    for (const line of run.lines) if (line === "flood.1 | 0123456789012345678901234567890") bytes++;
    assert.equal(bytes, 20_000);
  });

  test("one process is restarted, the others do not notice", async () => {
    const run = start({ web: "echo $$; sleep 60", worker: "sleep 60" });
    await run.line(/^web\.1 \| \d+$/);
    const before = pids(run);
    assert.equal(await run.runner.restart("web"), true);
    const after = pids(run);
    assert.notEqual(after[0], before[0]);
    assert.equal(after[1], before[1]);
    assert.equal(await run.runner.restart("nope"), false);
  });

  test("the only process is restarted, and the run goes on", async () => {
    const run = start({ worker: "echo $$; sleep 60" });
    await run.line(/^worker\.1 \| \d+$/);
    await run.runner.restart("worker");
    assert.deepEqual(
      run.runner.status().map(({ state }) => state.kind),
      ["running"],
    );
    run.runner.stop("SIGTERM");
    assert.equal(await run.runner.ended, 143);
  });

  test("nothing starts any more once all are to stop", async () => {
    const run = start({ web: "sleep 60", worker: "sleep 60" });
    const restarted = run.runner.restart("web");
    run.runner.stop("SIGTERM");
    run.runner.start("worker");
    void run.runner.scale("worker", 3);
    await restarted;
    assert.equal(await run.runner.ended, 143);
    assert.equal(run.lines.filter((line) => / \* started/.test(line)).length, 2);
  });

  test("no copy gets a port that there is not", async () => {
    const run = start({ web: "sleep 60" }, { basePort: 65_530 });
    assert.equal(await run.runner.scale("web", 10), false);
    assert.equal(run.runner.status().length, 1);
  });

  test("a process is stopped and started again by itself", async () => {
    const run = start({ web: "sleep 60", worker: "sleep 60" });
    await run.runner.stopProcess("worker.1");
    assert.deepEqual(
      run.runner.status().map(({ name, state }) => [name, state.kind]),
      [
        ["web.1", "running"],
        ["worker.1", "stopped"],
      ],
    );
    run.runner.start("worker");
    assert.equal(run.runner.status()[1]?.state.kind, "running");
  });

  test("copies come and go while it runs, each with its port", async () => {
    const run = start({ web: "sleep 60", worker: "echo $PS on $PORT; sleep 60" }, { basePort: 6000 });
    assert.equal(await run.runner.scale("worker", 3), true);
    await run.line(/^worker\.3 \| worker\.3 on 6102$/);
    await run.runner.scale("worker", 1);
    assert.deepEqual(
      run.runner.status().map(({ name, state }) => `${name} ${state.kind}`),
      ["web.1 running", "worker.1 running"],
    );
  });

  test("a failing process is started again, with a rest", async () => {
    const reading = parsePolicies("worker=on-failure");
    assert.ok(reading.kind === "policies");
    const run = start({ web: "sleep 60", worker: "echo life; exit 1" }, { restart: reading.policies });
    await run.line(/^worker\.1 \* started/);
    await run.line(/^worker\.1 \* exited with code 1/);
    assert.equal(run.runner.status()[1]?.state.kind, "resting");
    while (run.lines.filter((line) => line === "worker.1 | life").length < 2) await run.line(/life/).then(tick);
    assert.equal(run.runner.status()[0]?.state.kind, "running");
  });

  test("a type waits until the port of web takes connections, from web itself", async () => {
    const port = await freePort();
    const server = `require("net").createServer().listen(process.env.PORT)`;
    const run = start(
      { web: `sleep 0.3; ${node} -e '${server}'`, worker: "echo now; sleep 60" },
      { waitFor: new Map([["worker", ["web"]]]), basePort: port },
    );
    assert.deepEqual(run.runner.status()[1]?.state, { kind: "waiting", forTypes: ["web"] });
    await run.line(/^worker\.1 \| now$/);
    const order = run.lines.filter((line) => / \* (ready|started|waits)/.test(line)).map((line) => line.split(" ")[0]);
    assert.deepEqual(order, ["web.1", "worker.1", "web.1", "worker.1"]);
  });

  test("a process that closes its output and lives on is still running", async () => {
    const run = start({ quiet: "echo bye; exec >&- 2>&-; sleep 60" });
    await run.line(/^quiet\.1 \| bye$/);
    assert.equal(run.runner.status()[0]?.state.kind, "running");
    assert.ok(processIds().length === 0 || pids(run).every(hasLivingMember));
  });
});

function pids({ runner }: Run): number[] {
  return runner.status().flatMap(({ state }) => (state.kind === "running" ? [state.pid] : []));
}

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
