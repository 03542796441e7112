import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { findStrays } from "../../../src/process/strays.ts";

const program = path.resolve(import.meta.dirname, "../../../src/cli/local.ts");
const node = JSON.stringify(process.execPath);

describe("dist/local.js", { skip: process.platform === "win32" }, () => {
  let root = "";
  const marker = `WORKBENCH_TEST_${process.pid}`;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), "local-"));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
    await gone(marker);
    await rm(root, { recursive: true, force: true });
  });

  const run = (args: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<Ran> => {
    const started = start(args, files);
    return started.then(({ ended }) => ended);
  };

  const start = async (
    args: readonly string[],
    files: Readonly<Record<string, string>> = {},
    variables: Readonly<Record<string, string>> = {},
  ): Promise<Started> => {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(root, name), text);
    const env = { PATH: process.env["PATH"] ?? "", [marker]: "1", NODE_DISABLE_COMPILE_CACHE: "1", ...variables };
    const child = spawn(process.execPath, [program, ...args], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    return following(child);
  };

  test("the first end counts, and nothing is left", async () => {
    const { code, out } = await run(["start"], {
      Procfile: "web: sleep 61\nworker: cd / && echo $FOO; exit 7\n",
      ".env": "FOO=bar\n",
    });
    assert.equal(code, 7);
    assert.match(out, /^\d\d:\d\d:\d\d worker\.1 \| bar$/m);
    assert.match(out, /^\d\d:\d\d:\d\d worker\.1 \| exited with code 7$/m);
  });

  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    test(`${signal} to the runner alone ends compound commands, with ${code}`, async () => {
      const { child, line, ended } = await start(["start"], {
        Procfile: "web: cd / && sleep 62; true\nworker: sleep 63 | sleep 64\n",
      });
      await line(/worker\.1 +\| started/);
      child.kill(signal);
      assert.equal((await ended).code, code);
      assert.equal(strays(marker), 0);
    });
  }

  test("kill -9 of the runner leaves nothing", { skip: process.platform !== "linux" }, async () => {
    const { child, line } = await start(["start"], { Procfile: "web: cd / && sleep 65; true\nworker: sleep 66\n" });
    await line(/worker\.1 +\| started/);
    child.kill("SIGKILL");
    await once(child, "exit");
    await gone(marker);
  });

  test("a formation in .foreman, and the command line before it", async () => {
    const files = { Procfile: "a: echo $PS $PORT\nb: echo b\n", ".foreman": "formation: a=2,b=0\nport: 15000\n" };
    const { out } = await run(["start", "--keep-going", "--no-timestamp"], files);
    assert.deepEqual(
      out
        .split("\n")
        .filter((line) => / \| a\./.test(line))
        .toSorted(),
      ["a.1    | a.1 15000", "a.2    | a.2 15001"],
    );
    const named = await run(["start", "b", "-p", "16000", "--no-timestamp"], files);
    assert.match(named.out, /^b\.1 +\| b$/m);
    assert.doesNotMatch(named.out, /a\.1/);
  });

  test("a million lines from four processes come through whole", async () => {
    const flood = `${node} -e 'let s="";for(let i=0;i<25e4;i++)s+="line "+i+"\\n";process.stdout.write(s)'`;
    const { code, out } = await run(["start", "--keep-going", "--no-timestamp"], {
      Procfile: ["a", "b", "c", "d"].map((type) => `${type}: ${flood}\n`).join(""),
    });
    assert.equal(code, 0);
    const next: Record<string, number> = {};
    for (const [, name = "", number] of out.matchAll(/^([abcd]\.1) +\| line (\d+)$/gm)) {
      assert.equal(Number(number), next[name] ?? 0);
      next[name] = Number(number) + 1;
    }
    assert.deepEqual(next, { "a.1": 250_000, "b.1": 250_000, "c.1": 250_000, "d.1": 250_000 });
  });

  test("Procfile.dev when asked", async () => {
    const { out } = await run(["start", "--dev", "--no-timestamp"], { "Procfile.dev": "web: echo for development\n" });
    assert.match(out, /for development/);
  });

  const misuse: Readonly<Record<string, [readonly string[], number, RegExp]>> = {
    "an unknown process type": [["start", "nope"], 1, /no process type "nope"\. It has web/],
    "a bad formation": [["start", "-m", "web"], 1, /Write it as web=2,worker=1/],
    "thousands of copies": [["start", "web=9999"], 1, /9999 processes are more than the 1000/],
    "a bad port": [["start", "-p", "https"], 1, /--port takes a whole number/],
    "a circle of waits": [["start", "--wait-for", "a=b", "--wait-for", "b=a"], 1, /a would wait for itself/],
    "an unknown option": [["start", "--nope"], 2, /--nope/],
    "a missing Procfile": [["start", "-f", "Nope"], 1, /Nope does not exist/],
    "nothing to run": [["run"], 2, /run needs a command/],
  };
  for (const [name, [args, status, message]] of Object.entries(misuse)) {
    test(`${name} is refused in words`, async () => {
      const { code, err } = await run(args, { Procfile: "web: true\n" });
      assert.equal(code, status);
      assert.match(err, message);
    });
  }

  test("what cannot be given to a program is refused without its value", async () => {
    const files = { Procfile: "web: true\n", ".env": "A_KEY=hush\0hush\n" };
    for (const args of [["start"], ["run", "true"]]) {
      const { code, out, err } = await run(args, files);
      assert.equal(code, 126);
      assert.match(out + err, /could not be started: the command or a variable holds the character U\+0000/);
      assert.doesNotMatch(out + err, /hush/);
    }
  });

  test("a root that is not there is named, a folder .env is passed over", async () => {
    for (const args of [
      ["start", "-f", "Procfile", "-d", "nope"],
      ["run", "-d", "nope", "true"],
    ]) {
      const { code, err } = await run(args, { Procfile: "web: true\n" });
      assert.deepEqual([code, err], [1, "nope is no folder to run commands in.\n"]);
    }
    await mkdir(path.join(root, ".env"));
    assert.deepEqual(await run(["run", "true"]), { code: 0, out: "", err: ".env is a folder and is not read.\n" });
  });

  test("all end when nobody reads on", async () => {
    const { child, line, ended } = await start(["start"], { Procfile: "web: while :; do echo a; sleep 0.02; done\n" });
    await line(/\| a$/m);
    child.stdout?.destroy();
    assert.equal((await ended).code, 141);
    assert.equal(strays(marker), 0);
  });

  test("without a folder for the socket it runs all the same", { skip: process.platform !== "linux" }, async () => {
    const files = { Procfile: "web: true\n" };
    const started = await start(["start"], files, { XDG_RUNTIME_DIR: "/proc/1" });
    const { code, out } = await started.ended;
    assert.equal(code, 0);
    assert.match(out, /cannot be asked from outside/);
  });

  test("run passes words on as they are, gives the variables and the status", async () => {
    const files = { Procfile: "hello: echo type $FOO\n", ".env": "FOO=bar\n" };
    assert.deepEqual(await run(["run", "printf", "%s|", "a b", "--json"], files), {
      code: 0,
      out: "a b|--json|",
      err: "",
    });
    assert.equal((await run(["run", "echo $FOO; exit 4"], files)).code, 4);
    assert.equal((await run(["run", "hello"], files)).out, "type bar\n");
    const missing = await run(["run", "no-such-program-here", "-x"], files);
    assert.equal(missing.code, 127);
    assert.match(missing.err, /could not be started/);
  });
});

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ran>;
  line(pattern: RegExp): Promise<void>;
}

function following(child: ChildProcess): Started {
  let out = "";
  let err = "";
  const changed = new Set<() => void>();
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    for (const look of changed) look();
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const ended = once(child, "close").then(([code]): Ran => ({ code, out, err }));
  const line = (pattern: RegExp): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (pattern.test(out)) resolve();
      };
      changed.add(look);
      look();
    });
  return { child, ended, line };
}

function strays(marker: string): number {
  return findStrays((environment) => environment.includes(`\0${marker}=1\0`)).length;
}

/** Until no process that was started with the marker is left. */
async function gone(marker: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (strays(marker) > 0) {
    assert.ok(performance.now() < deadline, "processes are left");
    await wait(20);
  }
}
