import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { readProcessTable } from "../../../src/process/usage/process-table.ts";

/** Never resolves while it runs: then the test is too slow. */
async function gone(pid: number): Promise<void> {
  while ((await readProcessTable()).some((row) => row.pid === pid)) await new Promise(setImmediate);
}

const program = path.resolve(import.meta.dirname, "../../../src/cli/local.ts");

interface Program {
  readonly child: ChildProcess;
  until(pattern: RegExp): Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly text: string }>;
}

describe("a run is asked by verbs", { skip: process.platform === "win32" }, () => {
  let root = "";
  let runs = "";
  const children: ChildProcess[] = [];

  before(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), "verbs-"));
    runs = path.join(root, "runs");
    await mkdir(runs);
  });
  after(async () => {
    for (const child of children) if (child.exitCode === null) child.kill("SIGKILL");
    await rm(root, { recursive: true, force: true });
  });

  const environment = (): Record<string, string> => ({
    PATH: process.env["PATH"] ?? "",
    XDG_RUNTIME_DIR: runs,
    NODE_DISABLE_COMPILE_CACHE: "1",
    TERM: "dumb",
  });

  const local = (folder: string, ...args: string[]): Program =>
    follow(spawn(process.execPath, [program, ...args], { cwd: folder, env: environment(), stdio: "pipe" }));

  const follow = (child: ChildProcess): Program => {
    children.push(child);
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (piece) => {
        text += piece;
        child.emit("said");
      });
    }
    const ended = once(child, "close").then(([code]) => ({ code, text }));
    return {
      child,
      ended,
      async until(pattern) {
        while (!pattern.test(text)) {
          if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode} without ${pattern}: ${text}`);
          await Promise.race([once(child, "said"), ended]);
        }
        return text;
      },
    };
  };

  const app = async (name: string, procfile: string): Promise<string> => {
    const folder = path.join(root, name);
    await mkdir(folder);
    await writeFile(path.join(folder, "Procfile"), procfile);
    return folder;
  };

  const started = async (folder: string, ...args: string[]): Promise<Program> => {
    const run = local(folder, "start", "--json", ...args);
    await run.until(/"control":/);
    return run;
  };

  test("status, restart, up, scale and stop", async () => {
    const folder = await app("all", "web: sleep 60\nworker: sleep 60\n");
    const run = await started(folder, "--run-id", "run-of-all-verbs");
    const { code, text } = await local(folder, "status").ended;
    assert.equal(code, 0);
    assert.match(
      text,
      /^web\.1 +starting +port 5\d\d\d +pid \d+ +up \d+ (?:s|min) +\d+ % CPU, \d+ MB\nworker\.1 +running /,
    );
    const whole = JSON.parse((await local(folder, "status", "--json", "--run", "run-of").ended).text);
    assert.deepEqual(
      [whole.runId, whole.procfile, whole.processes.length, whole.usage.length],
      ["run-of-all-verbs", path.join(folder, "Procfile"), 2, 2],
    );
    const restarted = await local(folder, "restart", "worker.1").ended;
    assert.match(restarted.text, /^worker\.1 +running/);
    const pid = (text: string) => /worker\.1.*pid (\d+)/.exec(text)?.[1];
    assert.notEqual(pid(restarted.text), pid(text));
    assert.match((await local(folder, "scale", "worker=3").ended).text, /worker\.3 +running/);
    assert.match((await local(folder, "stop", "worker.2").ended).text, /^worker\.2 +stopped\n$/);
    assert.match((await local(folder, "up", "worker.2").ended).text, /^worker\.2 +running/);
    assert.equal((await local(folder, "stop").ended).code, 0);
    assert.equal((await run.ended).code, 143);
  });

  for (const [args, code, words] of [
    [["status"], 1, /No run of this folder is under way\. "start" starts one\./],
    [["status", "--run", "nope"], 1, /No run nope is under way/],
    [["restart"], 2, /restart needs the name of a process/],
    [["scale", "web"], 2, /scale takes web=2, not web/],
    [["attach", "web", "worker"], 2, /attach needs the name of one process/],
  ] as const) {
    test(`${args.join(" ")} where nothing runs: ${code}`, async () => {
      const folder = await mkdtemp(path.join(root, "empty-"));
      const ended = await local(folder, ...args).ended;
      assert.equal(ended.code, code);
      assert.match(ended.text, words);
    });
  }

  test("a name that is not there is refused with the run's words", async () => {
    const folder = await app("names", "web: sleep 60\n");
    const run = await started(folder);
    const { code, text } = await local(folder, "restart", "nope").ended;
    assert.equal(code, 1);
    assert.equal(text, "There is no process nope.\n");
    run.child.kill("SIGINT");
    assert.equal((await run.ended).code, 130);
  });

  test("attach runs a copy here with its input, and gives it back when it ends", async () => {
    const folder = await app("attach", "web: echo in $PORT; read -r line; echo got $line; exit 3\nother: sleep 60\n");
    const run = await started(folder, "--keep-going");
    const attached = local(folder, "attach", "web");
    await attached.until(/in 5\d\d\d/);
    assert.match((await local(folder, "status").ended).text, /web\.1 +in a terminal of its own/);
    attached.child.stdin?.write("typed\n");
    const { code, text } = await attached.ended;
    assert.match(text, /got typed\n/);
    assert.match(text, /web\.1 exited with code 3; the run has it again\./);
    assert.equal(code, 3);
    await run.until(/"process":"web\.1","line":"in 5\d\d\d"[\s\S]*"process":"web\.1","line":"in/);
    run.child.kill("SIGTERM");
    await run.ended;
  });

  test("what is attached ends when the run stops it, with all that it started", async () => {
    const folder = await app("attach-stop", "web: sleep 61 & echo here; sleep 60; true\nother: sleep 60\n");
    const run = await started(folder);
    const attached = local(folder, "attach", "web.1");
    await attached.until(/here/);
    run.child.kill("SIGTERM");
    assert.equal((await run.ended).code, 143);
    const { code, text } = await attached.ended;
    assert.equal(code, 0);
    assert.match(text, /web\.1 terminated by SIGTERM\.\n/);
  });

  test("SIGTERM to attach ends the copy and gives it back", async () => {
    const folder = await app("attach-term", "web: echo here; exec sleep 60\nother: sleep 60\n");
    const run = await started(folder);
    const attached = local(folder, "attach", "web.1");
    await attached.until(/here/);
    attached.child.kill("SIGTERM");
    assert.equal((await attached.ended).code, 0);
    assert.match((await local(folder, "status").ended).text, /web\.1 +(?:starting|running)/);
    run.child.kill("SIGTERM");
    await run.ended;
  });

  test("kill -9 of attach gives the copy back", async () => {
    const folder = await app("attach-kill", "web: echo here $$; exec sleep 60\nother: sleep 60\n");
    const run = await started(folder);
    const attached = local(folder, "attach", "web.1");
    const [, pid] = /here (\d+)/.exec(await attached.until(/here \d+/)) ?? [];
    attached.child.kill("SIGKILL");
    await run.until(/"state":"borrowed"[\s\S]*"process":"web\.1"[^\n]*"state":"running"/);
    if (process.platform === "linux") await gone(Number(pid));
    run.child.kill("SIGTERM");
    await run.ended;
  });

  test("attach --live follows what runs, types into it, and says what becomes of it", async () => {
    const folder = await app("live", "web: echo first; while read -r line; do echo got $line; done\nother: sleep 60\n");
    const run = await started(folder, "--keep-going");
    const live = local(folder, "attach", "web", "--live");
    await live.until(/first\n/);
    live.child.stdin?.write("typed\n");
    await live.until(/got typed\n/);
    await local(folder, "stop", "web").ended;
    await live.until(/web\.1 was stopped/);
    await local(folder, "up", "web").ended;
    await live.until(/was stopped\n[\s\S]*first\n/);
    run.child.kill("SIGTERM");
    await run.ended;
    assert.equal((await live.ended).code, 0);
  });

  test("Ctrl-C of attach --live leaves the process alone", async () => {
    const folder = await app("live-leave", "web: echo here; exec sleep 60\n");
    const run = await started(folder);
    const live = local(folder, "attach", "web.1", "--live");
    await live.until(/here/);
    live.child.kill("SIGINT");
    assert.equal((await live.ended).code, 0);
    assert.match((await local(folder, "status").ended).text, /web\.1 +(?:starting|running)/);
    run.child.kill("SIGTERM");
    await run.ended;
  });

  test("start --attach: one process has the terminal, and its end is the run's", async () => {
    const folder = await app(
      "start-attached",
      "web: echo in $PORT; read -r line; echo got $line; exit 4\nother: sleep 60\n",
    );
    const run = local(folder, "start", "--attach", "web");
    await run.until(/^in 5\d\d\d$/m);
    run.child.stdin?.write("typed\n");
    const { code, text } = await run.ended;
    assert.equal(code, 4);
    assert.match(text, /^got typed$/m);
    assert.match(text, /web\.1 +\| exited with code 4\n.*system +\| stopping the other processes\n/);
    assert.match(text, /other\.1 +\| terminated by SIGTERM\n/);
  });

  test("start --attach: the only process, too, and a signal to the runner ends it", async () => {
    const folder = await app("start-attached-only", "web: sleep 61 & echo here; sleep 60; true\n");
    const run = local(folder, "start", "--attach", "web.1");
    await run.until(/here/);
    run.child.kill("SIGTERM");
    assert.equal((await run.ended).code, 143);
  });

  for (const [args, status, words] of [
    [["--attach", "nope"], 1, /--attach: there is no process nope in this run/],
    [["--attach", "web", "--json"], 2, /which --json needs/],
    [["--run-id", "../../x"], 2, /--run-id takes 8 to 64 letters/],
  ] as const) {
    test(`start ${args.join(" ")} is refused`, async () => {
      const folder = await mkdtemp(path.join(root, "refused-"));
      await writeFile(path.join(folder, "Procfile"), "web: sleep 60\n");
      const { code, text } = await local(folder, "start", ...args).ended;
      assert.equal(code, status);
      assert.match(text, words);
    });
  }

  test("two runs of one id: the second runs, and says that it cannot be asked", async () => {
    const folder = await app("same-id", "web: sleep 60\n");
    const first = await started(folder, "--run-id", "run-same-id");
    const second = local(folder, "start", "--run-id", "run-same-id");
    await second.until(/cannot be asked from outside: another run has this --run-id/);
    assert.match((await local(folder, "status").ended).text, /web\.1/);
    for (const run of [first, second]) run.child.kill("SIGTERM");
    await Promise.all([first.ended, second.ended]);
  });

  /** A real terminal, by util-linux. */
  const inTerminal = (folder: string, ...args: string[]): Program => {
    const command = [process.execPath, program, ...args].map((word) => `'${word}'`).join(" ");
    return follow(
      spawn("script", ["-qec", `exec ${command}`, "/dev/null"], { cwd: folder, env: environment(), stdio: "pipe" }),
    );
  };
  const needsTerminal = { skip: process.platform !== "linux" || !existsSync("/usr/bin/script") };

  test("in a terminal: Ctrl-C is the process's own, Ctrl-] gives it back", needsTerminal, async () => {
    const code = "process.on('SIGINT', () => console.log('interrupted')); console.log('terminal', process.stdin.isTTY)";
    const procfile = `web: exec ${process.execPath} -e "${code}; setInterval(() => {}, 1e6)"\n`;
    const folder = await app("terminal", `${procfile}other: sleep 60\n`);
    const run = await started(folder);
    const attached = inTerminal(folder, "attach", "web");
    await attached.until(/terminal true/);
    attached.child.stdin?.write("\u0003");
    await attached.until(/interrupted/);
    attached.child.stdin?.write("\u001d");
    assert.match((await attached.ended).text, /web\.1 terminated by SIGTERM; the run has it again\./);
    assert.match((await local(folder, "status").ended).text, /web\.1 +(?:starting|running)/);
    run.child.kill("SIGTERM");
    await run.ended;
  });

  test("two runs of a folder: the one that is meant is named", async () => {
    const folder = await app("two", "web: sleep 60\n");
    const first = await started(folder, "--run-id", "run-one-of-two");
    const second = await started(folder, "--run-id", "run-two-of-two");
    const { code, text } = await local(folder, "stop").ended;
    assert.equal(code, 1);
    assert.match(text, /Several runs are meant[\s\S]*run-one-of-two[\s\S]*run-two-of-two/);
    assert.equal((await local(folder, "stop", "--run", "run-two").ended).code, 0);
    await second.ended;
    assert.equal((await local(folder, "stop").ended).code, 0);
    await first.ended;
  });
});
