import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { parseFormation } from "../../../src/runner/formation.ts";
import { commandOf, type Plan, planInstances } from "../../../src/runner/plan.ts";
import { prepareRun, type RunRequest } from "../../../src/runner/prepare.ts";
import { linesOf, useProject } from "./project.ts";
import { program } from "./run-local.ts";

const programs = path.resolve(import.meta.dirname, "../../programs");
const node = JSON.stringify(process.execPath);

describe("formations", { skip: process.platform === "win32" }, () => {
  const project = useProject();
  const two = { Procfile: "alpha: echo $PS\nbravo: echo $PS\nworker: echo $PS\n" };
  const started = async (args: readonly string[]): Promise<string[]> => {
    const { out } = await project.run(["start", "--keep-going", ...args], two);
    return ["alpha.1", "alpha.2", "alpha.3", "bravo.1", "worker.1"].filter((name) => linesOf(out, name)[0] === name);
  };

  test("V01: a type that the formation leaves out does not run", async () => {
    assert.deepEqual(await started(["-m", "alpha=2"]), ["alpha.1", "alpha.2"]);
  });

  test("V02: all=1,worker=0 is everything but worker", async () => {
    assert.deepEqual(await started(["-m", "all=1,worker=0"]), ["alpha.1", "bravo.1"]);
  });

  for (const text of ["foo=x", "foo=", "=", "=1", ",", ",,,", "foo===2"]) {
    test(`V03: ${text} is an error`, () => assert.equal(parseFormation(text).kind, "invalid"));
  }
  test("V03: and the program says what to write", async () => {
    const { code, err } = await project.run(["start", "-m", "foo=x"], two);
    assert.deepEqual([code, err.split("\n")[0]?.includes("web=2,worker=1")], [2, true]);
  });

  test("V04: white space does not count", () => {
    const types = new Map([
      ["foo", 2],
      ["bar", 3],
    ]);
    assert.deepEqual(parseFormation("foo   =   2, bar = 3"), { kind: "formation", formation: { others: 0, types } });
  });
});

describe("ports", () => {
  const procfile = "web: x\nworker: x\nclock: x\n";
  const six = "a: x\nb: x\nc: x\nd: x\ne: x\nf: x\n";
  const table: readonly [string, string, Partial<RunRequest>, string | undefined, readonly number[]][] = [
    ["V05: two copies of three types", procfile, {}, "all=2", [5000, 5001, 5100, 5101, 5200, 5201]],
    [
      "V06: ports of six types do not drift, nor do copies share one",
      six,
      {},
      undefined,
      [5000, 5100, 5200, 5300, 5400, 5500],
    ],
    [
      "V06: though PORT is in the files",
      six,
      { fileValues: { PORT: "5000" } },
      "all=1,a=2,c=0,d=0,e=0,f=0",
      [5000, 5001, 5100],
    ],
    ["V07: the place in the file counts", procfile, {}, "worker=1", [5100]],
    ["V07: so with foreman", procfile, { dialect: "foreman" }, "worker=1", [5100]],
    ["V07: heroku local counts the chosen, from 5006", procfile, { dialect: "heroku-local" }, "worker=1", [5006]],
    [
      "V08: the file's PORT before the shell's",
      procfile,
      { fileValues: { PORT: "8000" }, shell: { PORT: "7000" } },
      "web=1",
      [8000],
    ],
    ["V08: the shell's PORT", procfile, { shell: { PORT: "7000" } }, "web=1", [7000]],
    [
      "V09: -p before both",
      procfile,
      { fileValues: { PORT: "8000" }, shell: { PORT: "7000" }, port: 9000 },
      "web=1",
      [9000],
    ],
  ];
  for (const [name, text, more, formation = "all=1", ports] of table) {
    test(name, () => {
      const planned = planInstances(planOf(text, formation, more));
      assert.deepEqual(planned.kind === "planned" && planned.instances.map(({ port }) => port), ports);
    });
  }
});

describe("commands and their variables", { skip: process.platform === "win32" }, () => {
  const project = useProject();
  const files = { Procfile: "web: echo $FOOBAR '$FOO'\n", ".env": "FOO=one\nFOOBAR=two\n" };

  test("V10: the shell replaces variables, whole names and not between single quotes", async () => {
    assert.deepEqual(linesOf((await project.run(["start"], files)).out, "web.1"), ["two $FOO"]);
  });
  test("V10: the dialect foreman replaces text", async () => {
    const { out } = await project.run(["start", "--dialect", "foreman"], files);
    assert.deepEqual(linesOf(out, "web.1"), ["oneBAR one"]);
  });
  test("V11: foreman leaves what it does not know", () => {
    const plan = planOf("web: command $FOO $BAR\n", "all=1", { dialect: "foreman", fileValues: { FOO: "bar" } });
    const planned = planInstances(plan);
    const [first] = planned.kind === "planned" ? planned.instances : [];
    assert.equal(first && commandOf(plan, first), "command bar $BAR");
  });

  for (const [name, status] of [
    ["V12", 7],
    ["V13", 42],
    ["V14", 132],
  ] as const) {
    test(`${name}: a process that exits with ${status}`, async () => {
      const { code, out } = await project.run(["start"], { Procfile: `web: sleep 60\nworker: exit ${status}\n` });
      assert.equal(code, status);
      assert.match(out, new RegExp(`worker\\.1 +\\| exited with code ${status}$`, "m"));
    });
  }
});

describe("files", { skip: process.platform === "win32" }, () => {
  const project = useProject();

  test("V16: a Procfile with release alone has nothing to start", async () => {
    for (const dialect of ["workbench", "heroku-local"]) {
      const { code, err } = await project.run(["start", "--dialect", dialect], { Procfile: "release: touch ran\n" });
      assert.equal(code, 1);
      assert.match(err, /nothing to run|has no process/i);
    }
  });

  test("V19: a folder in place of the .env file is passed over, with a word", async () => {
    await mkdir(path.join(project.root, ".env"));
    const ran = await project.run(["start"], { Procfile: "web: echo up\n" });
    assert.deepEqual([linesOf(ran.out, "web.1"), ran.err], [["up"], ".env is a folder and is not read.\n"]);
    await mkdir(path.join(project.root, "named"));
    const named = await project.run(["start", "-e", "named", "--dialect", "heroku-local"]);
    assert.deepEqual([linesOf(named.out, "web.1"), named.err], [["up"], "named is a folder and is not read.\n"]);
    assert.equal((await project.run(["start", "-e", "named"])).err, "named is no file.\n");
  });

  test("a name twice: with foreman both lines run, each with its port", async () => {
    const files = { Procfile: "web: echo A $PS $PORT\nmid: sleep 0.1\nweb: echo B $PS $PORT\n" };
    const { out } = await project.run(["start", "--dialect", "foreman", "--keep-going", "-p", "23000"], files);
    assert.deepEqual(linesOf(out, "web.1").toSorted(), ["A web.1 23000", "B web.1 23200"]);
  });

  test("a .env may come out of a pipe, and one without an end is refused", async () => {
    const script = `"$0" --disable-warning=ExperimentalWarning "$1" run -e <(echo A=1),<(echo B=2) 'echo $A $B'`;
    const call = promisify(execFile)("bash", ["-c", script, process.execPath, program]);
    assert.equal((await call).stdout, "1 2\n");
    const { code, err } = await project.run(["env", "-e", "/dev/zero"]);
    assert.deepEqual([code, err], [1, "/dev/zero has more than 20000000 bytes, which is more than is read.\n"]);
  });

  test("a folder that is gone meanwhile is named", async () => {
    const script = `mkdir "$2/gone" && cd "$2/gone" && rmdir "$2/gone" && "$0" "$1" start`;
    const call = promisify(execFile)("bash", ["-c", script, process.execPath, program, project.root]);
    await assert.rejects(call, ({ code, stderr }) => code === 1 && /^The folder that this runs in /m.test(stderr));
  });

  test("V20: of two files the second wins", async () => {
    const files = { Procfile: "web: echo $SHARED $A $B\n", "a.env": "SHARED=a\nA=1\n", "b.env": "SHARED=b\nB=2\n" };
    assert.deepEqual(linesOf((await project.run(["start", "-e", "a.env,b.env"], files)).out, "web.1"), ["b 1 2"]);
  });

  test("V23: .foreman has a formation and a port", async () => {
    const files = { Procfile: "a: echo $PS $PORT\nb: echo b\n", ".foreman": "formation: a=2,b=0\nport: 15000\n" };
    const { out } = await project.run(["start", "--keep-going"], files);
    assert.deepEqual(
      ["a.1", "a.2", "b.1"].map((name) => linesOf(out, name)),
      [["a.1 15000"], ["a.2 15001"], []],
    );
  });

  test("V24: options before the verb count as those after it", async () => {
    const files = { X: "web: echo of X $FOO\n", "x.env": "FOO=bar\n" };
    for (const args of [
      ["-f", "X", "-e", "x.env", "start"],
      ["start", "-f", "X", "-e", "x.env"],
      ["--procfile=X", "-ex.env", "start"],
    ]) {
      assert.deepEqual(linesOf((await project.run(args, files)).out, "web.1"), ["of X bar"]);
    }
    assert.equal((await project.run(["-e", "x.env", "run", "printf", "%s", "-e"], files)).out, "-e");
    assert.match((await project.run(["-f", "X"], files)).err, /^Usage/);
    assert.match((await project.run(["--nope", "start"], files)).err, /--nope/);
  });
});

describe("a start command", { skip: process.platform === "win32" }, () => {
  const project = useProject();

  test("V17: without a Procfile it runs by itself, with the variables of .env", async () => {
    const { code, out } = await project.run(["start", "--start-cmd", "echo $FOO; exit 3"], { ".env": "FOO=bar\n" });
    assert.deepEqual([code, out], [3, "bar\n"]);
  });

  test("V18: the Procfile wins, with a word", async () => {
    const { out, err } = await project.run(["start", "--start-cmd", "echo no"], { Procfile: "web: echo yes\n" });
    assert.deepEqual(linesOf(out, "web.1"), ["yes"]);
    assert.match(err, /--start-cmd is ignored/);
  });
});

describe("output and ends", { skip: process.platform === "win32" }, () => {
  const project = useProject();

  test("V21: a character that comes in two pieces is one", async () => {
    const pieces = `printf 'a\\303'; sleep 0.1; printf '\\251b\\n'`;
    assert.deepEqual(linesOf((await project.run(["start"], { Procfile: `web: ${pieces}\n` })).out, "web.1"), ["aéb"]);
  });

  test("V22: the last piece is shown without a newline too", async () => {
    const { out } = await project.run(["start"], { Procfile: "web: printf 'whole\\nlast piece'\n" });
    assert.deepEqual(linesOf(out, "web.1"), ["whole", "last piece"]);
  });

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    test(`V25: ${signal} to the runner alone leaves no descendant of compound commands`, async () => {
      const { child, line, ended } = await project.start(["start"], {
        Procfile: "web: cd / && sleep 600; true\nworker: sleep 600 | sleep 600\nclock: (sleep 600 & sleep 600)\n",
      });
      await line(/clock\.1 +\| started/);
      child.kill(signal);
      const { code, out } = await ended;
      assert.equal(code, { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal]);
      assert.doesNotMatch(out, /killing it/);
    });
  }

  test("V26: what ignores SIGTERM and SIGINT is killed when its time is over", async () => {
    const { child, line, ended } = await project.start(["start", "-t", "1"], {
      Procfile: `web: ${node} '${programs}/ignores-sigterm.mjs'\nworker: trap '' TERM INT; echo ready; sleep 600 & wait; wait; wait\n`,
    });
    await Promise.all([line(/web\.1 +\| ready/), line(/worker\.1 +\| ready/)]);
    child.kill("SIGTERM");
    const { code, out } = await ended;
    assert.equal(code, 143);
    assert.match(out, /web\.1 +\| still runs 1 s after SIGTERM, killing it/);
  });
});

function planOf(text: string, formation: string, more: Partial<RunRequest>): Plan {
  const reading = parseFormation(formation);
  assert.ok(reading.kind === "formation");
  const prepared = prepareRun({
    dialect: "workbench",
    procfile: { name: "Procfile", text },
    fileValues: {},
    port: undefined,
    precedence: "file",
    shell: {},
    platform: "linux",
    ...reading,
    ...more,
  });
  assert.ok(prepared.kind === "prepared");
  return prepared.plan;
}
