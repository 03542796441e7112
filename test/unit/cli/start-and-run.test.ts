import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { useProject } from "./project.ts";

const node = JSON.stringify(process.execPath);

describe("dist/local.js", { skip: process.platform === "win32" }, () => {
  const project = useProject();
  const { run, start } = project;

  test("the first end counts, and nothing is left", async () => {
    const { code, out } = await run(["start"], {
      Procfile: "web: sleep 61\nworker: cd / && echo $FOO; exit 7\n",
      ".env": "FOO=bar\n",
    });
    assert.equal(code, 7);
    assert.match(out, /^\d\d:\d\d:\d\d worker\.1 \| bar$/m);
    assert.match(out, /^\d\d:\d\d:\d\d worker\.1 \| exited with code 7$/m);
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

  test("an option of .foreman that there is not is told of, those of foreman's export are not", async () => {
    const { err } = await run(["start"], { Procfile: "web: true\n", ".foreman": "timout: 3\napp: shop\n" });
    assert.equal(err, ".foreman: there is no option timout.\n");
  });

  test("Procfile.dev when asked", async () => {
    const { out } = await run(["start", "--dev", "--no-timestamp"], { "Procfile.dev": "web: echo for development\n" });
    assert.match(out, /for development/);
  });

  const misuse: Readonly<Record<string, [readonly string[], number, RegExp]>> = {
    "an unknown process type": [["start", "nope"], 1, /no process type "nope"\. It has web/],
    "a bad formation": [["start", "-m", "web"], 2, /Write it as web=2,worker=1/],
    "thousands of copies": [["start", "web=9999"], 1, /9999 processes are more than the 1000/],
    "a bad port": [["start", "-p", "https"], 2, /^--port takes a whole number, not https\.$/m],
    "a bad dialect": [["start", "--dialect", "x"], 2, /^--dialect must be workbench, .*, not x\.$/m],
    "a bad port of the router": [["start", "--router-port", "x"], 2, /^--router-port takes a port/m],
    "a bad order of the router": [["start", "--router-order", "x"], 2, /^--router-order takes random or/m],
    "a circle of waits": [["start", "--wait-for", "a=b", "--wait-for", "b=a"], 2, /a would wait for itself/],
    "a wait for what there is not": [["start", "--wait-for", "web=db"], 1, /^--wait-for: .* no process type "db"/m],
    "a restart of what there is not": [["start", "--restart", "wep=always"], 1, /^--restart: .* type "wep"/m],
    "a status of nowhere": [["status", "--root="], 2, /^--root needs a value\.$/m],
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
    await mkdir(path.join(project.root, ".env"));
    assert.deepEqual(await run(["run", "true"]), { code: 0, out: "", err: ".env is a folder and is not read.\n" });
  });

  test("all end when nobody reads on", async () => {
    const { child, line, ended } = await start(["start"], { Procfile: "web: while :; do echo a; sleep 0.02; done\n" });
    await line(/\| a$/m);
    child.stdout?.destroy();
    assert.equal((await ended).code, 141);
  });

  test("without a folder for the socket it runs all the same", { skip: process.platform !== "linux" }, async () => {
    const files = { Procfile: "web: true\n" };
    const started = await start(["start"], files, { env: { XDG_RUNTIME_DIR: "/proc/1" } });
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
