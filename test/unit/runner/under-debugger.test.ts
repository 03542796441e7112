import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { type Child, startChild } from "../../../src/process/child.ts";
import { endTree } from "../../../src/process/end-tree.ts";
import { isPortFree } from "../../../src/process/free-port.ts";
import type { DebuggerKind } from "../../../src/runner/debugger-of.ts";
import { underDebugger, underDelve } from "../../../src/runner/under-debugger.ts";
import { attachByDap } from "./dap.ts";
import { freePort } from "./free-port.ts";

const hooks = path.join(import.meta.dirname, "../../../src/runner/debuggers");

describe("what a debugger adds to a process", () => {
  const setup = { at: "/private", hooks: "/with space/hooks" };
  const start = { command: "npm start", env: { NODE_OPTIONS: "--max-old-space-size=400", PYTHONPATH: "lib", A: "1" } };

  test("Node keeps the options it has, and a path may have spaces", () => {
    assert.deepEqual(underDebugger(start, { ...setup, kind: "node" }, "linux"), {
      command: "npm start",
      env: {
        ...start.env,
        NODE_OPTIONS: '--require "/with space/hooks/node.cjs" --max-old-space-size=400',
        HEROKU_WORKBENCH_DEBUGGER: "/private",
      },
    });
  });

  test("Python looks in its own folders after ours", () => {
    const env = underDebugger(start, { ...setup, kind: "python", library: "/lib" }, "win32")?.env;
    assert.equal(env?.["PYTHONPATH"], "/with space/hooks;lib");
    assert.equal(env?.["HEROKU_WORKBENCH_DEBUGPY"], "/lib");
  });

  const delve = { dlv: "/go/bin/dlv", port: "4000" };
  const headless = "--headless --api-version=2 --listen=127.0.0.1:4000";
  const commands: [command: string, under: string | undefined][] = [
    ["bin/web", `"/go/bin/dlv" exec ${headless} bin/web`],
    [
      'cd api && A=1 exec bin/web -p "$PORT" > log',
      `cd api && A=1 exec "/go/bin/dlv" exec ${headless} bin/web -- -p "$PORT" > log`,
    ],
    ["go run ./cmd/web", `"/go/bin/dlv" debug ${headless} ./cmd/web`],
    ["go run ./cmd/web -p $PORT", `"/go/bin/dlv" debug ${headless} ./cmd/web -- -p $PORT`],
    ["go run -tags dev . serve", `"/go/bin/dlv" debug ${headless} --build-flags="-tags dev" . -- serve`],
    ["go run main.go util.go -v", `"/go/bin/dlv" debug ${headless} main.go util.go -- -v`],
    ["go test ./...", undefined],
    ["sh -c 'bin/web'", undefined],
  ];
  for (const [command, under] of commands) test(command, () => assert.equal(underDelve(command, delve), under));
});

describe("real programs wait for their debugger", { skip: process.platform === "win32" }, () => {
  let folder: string;
  const children: Child[] = [];

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "under debugger "));
  });
  after(async () => {
    for (const child of children) await endTree(child, { grace: 0 });
    await rm(folder, { recursive: true, force: true });
  });

  const run = (kind: DebuggerKind, command: string, { at, library }: { at: string; library?: string }): Child => {
    const env = Object.fromEntries(Object.entries(process.env).map(([name, value = ""]) => [name, value]));
    const start = underDebugger({ command, env: { ...env, NODE_OPTIONS: "" } }, { kind, at, hooks, library });
    assert.ok(start);
    const child = startChild({ command: "/bin/sh", args: ["-c", start.command], cwd: folder, env: start.env });
    children.push(child);
    return child;
  };
  const finish = async (program: Child): Promise<string> => {
    const [out] = await Promise.all([text(program.stdout), text(program.stderr), program.exited]);
    return out.trim();
  };
  const write = (name: string, lines: string): Promise<void> => writeFile(path.join(folder, name), lines);
  const has = (program: string, ...args: string[]): boolean =>
    spawnSync(program, args, { stdio: "ignore" }).status === 0;

  test("npm does not, the Node that it starts does", async () => {
    const at = await makeFolder(folder, "node");
    await write("package.json", JSON.stringify({ scripts: { start: "node server.js" } }));
    await write("server.js", "console.log('runs with', process.env.KEY)");
    const program = run("node", "KEY=value npm start --silent", { at });
    const [announced] = await announcements(at, 1);
    assert.match(announced?.script ?? "", /server\.js$/);
    await goOn(announced?.url ?? "");
    assert.equal(await finish(program), "runs with value");
    assert.equal((await readdir(at)).length, 1);
  });

  test("each process of a cluster does", async () => {
    const at = await makeFolder(folder, "cluster");
    await write(
      "cluster.js",
      "const c = require('cluster'); if (c.isPrimary) c.fork(); else { console.log('worker'); process.disconnect(); }",
    );
    const program = run("node", "node cluster.js", { at });
    const [first] = await announcements(at, 1);
    await goOn(first?.url ?? "");
    const both = await announcements(at, 2);
    const worker = both.find(({ pid }) => pid !== first?.pid);
    await goOn(worker?.url ?? "");
    assert.equal(await finish(program), "worker");
  });

  test("one whose debugger has gone runs as ever", async () => {
    const program = run("node", "node -p 1+1", { at: path.join(folder, "gone") });
    assert.equal(await finish(program), "2");
  });

  const python = "/usr/bin/python3";
  test("Python", { skip: !has(python, "-c", "import debugpy") }, async () => {
    const at = await makeFolder(folder, "python");
    await write("app.py", "import sys\nprint('runs', sys.argv[1])\n");
    await mkdir(path.join(folder, "own"));
    await write("own/sitecustomize.py", "print('the hidden one too')\n");
    const program = run("python", `PYTHONPATH="$PYTHONPATH:own" ${python} app.py here`, { at });
    const [announced] = await announcements(at, 1);
    await attachByDap(announced?.port ?? 0, { justMyCode: false });
    // debugpy's own program has a sitecustomize, too.
    assert.match(await finish(program), /the hidden one too\nruns here$/);
  });

  test("Python says what is missing", { skip: !has("python3", "--version") }, async () => {
    const at = await makeFolder(folder, "bare");
    await writeFile(path.join(at, "debugpy.py"), "raise ImportError\n");
    const program = run("python", 'PYTHONPATH="$PYTHONPATH:bare" python3 -c 1', { at });
    const [, said] = await Promise.all([text(program.stdout), text(program.stderr)]);
    assert.match(said, /pip install debugpy/);
  });

  test("Ruby", { skip: !has("ruby", "-rdebug", "-e", "1") }, async () => {
    const port = await freePort();
    await write("app.rb", "puts 'runs'\n");
    const program = run("ruby", "ruby app.rb", { at: String(port) });
    await listens(port);
    await attachByDap(port, { localfs: true, nonstop: true });
    assert.equal(await finish(program), "runs");
  });

  test("Java", { skip: !has("javac", "-version") }, async () => {
    const port = await freePort();
    await write("App.java", 'class App { public static void main(String[] a) { System.out.println("runs"); } }');
    execFileSync("javac", ["App.java"], { cwd: folder });
    const program = run("java", "java -cp . App", { at: String(port) });
    await listens(port);
    await resumeJava(port);
    assert.match(await finish(program), /runs$/);
  });

  test("Go", { skip: !has("dlv", "version") || !has("go", "version") }, async () => {
    const port = await freePort();
    await write("go.mod", "module example.com/app\n");
    await write(
      "main.go",
      'package main\n\nimport "os"\n\nfunc main() { os.Stdout.WriteString("runs " + os.Args[1] + "\\n") }\n',
    );
    const program = run("go", "go run . here", { at: String(port) });
    await listens(port);
    await attachByDap(port, { mode: "remote" });
    assert.match(await finish(program), /runs here/);
  });
});

interface Announced {
  readonly pid: number;
  readonly script?: string;
  readonly url?: string;
  readonly port?: number;
}

async function makeFolder(folder: string, name: string): Promise<string> {
  await mkdir(path.join(folder, name));
  return path.join(folder, name);
}

async function announcements(folder: string, count: number): Promise<Announced[]> {
  const watcher = watch(folder);
  try {
    for (;;) {
      const files = (await readdir(folder)).filter((name) => name.endsWith(".json"));
      if (files.length >= count) {
        return await Promise.all(
          files.map(async (name) => JSON.parse(await readFile(path.join(folder, name), "utf8"))),
        );
      }
      await once(watcher, "change");
    }
  } finally {
    watcher.close();
  }
}

async function goOn(url: string): Promise<void> {
  const socket = new WebSocket(url);
  await once(socket, "open");
  socket.send(JSON.stringify({ id: 1, method: "Runtime.runIfWaitingForDebugger" }));
  await once(socket, "message");
  socket.close();
}

/** Without a connection, which a debugger would take for its one client. */
async function listens(port: number): Promise<void> {
  while (await isPortFree(port)) await wait(20);
}

async function resumeJava(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  socket.write("JDWP-Handshake");
  await once(socket, "data");
  // Length 11, id 1, no flags, command set 1 (the virtual machine), command 9 (resume).
  socket.write(Buffer.from([0, 0, 0, 11, 0, 0, 0, 1, 0, 1, 9]));
  await once(socket, "data");
  socket.destroy();
}
