import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { readEnvFiles } from "../../../src/cli/local/read-env-files.ts";
import { readSharedOptions } from "../../../src/cli/local/shared-options.ts";
import type { Dialect } from "../../../src/runner/dialect.ts";
import { oneOfEach } from "../../../src/runner/formation.ts";
import { prepareRun } from "../../../src/runner/prepare.ts";
import { makeFolder, write } from "../project/folder.ts";
import { linesOf, useProject } from "./project.ts";
import { program } from "./run-local.ts";

/** What is wrong with the other runners, one describe for each: docs/local.md has the table of the dialects. */
const posix = { skip: process.platform === "win32" };
const programs = path.resolve(import.meta.dirname, "../../programs");

interface ProcfileVector {
  readonly id: string;
  readonly input: string;
  readonly readings: Readonly<Record<string, { processes?: [string, string][]; refused?: string | true } | undefined>>;
}

interface DotenvVector {
  readonly id: string;
  readonly input: string;
  /** By readers, several with a space between them. */
  readonly expected: Readonly<Record<string, Readonly<Record<string, string>> | string>>;
}

describe("1: there is no standard, so each dialect reads as its tool does", posix, () => {
  test("every measured Procfile", async () => {
    const fixture = path.resolve(import.meta.dirname, "../procfile/fixtures/reader-vectors.json");
    const vectors: readonly ProcfileVector[] = JSON.parse(await readFile(fixture, "utf8"));
    for (const { id, input, readings } of vectors) {
      for (const dialect of ["foreman", "heroku-local"] as const) {
        const reading = readings[dialect];
        if (reading) assert.deepEqual(typesOf(input, dialect), expectedTypes(reading), `${id} ${dialect}`);
      }
    }
    assert.equal(vectors.length, 30);
  });

  test("every measured .env file", async (context) => {
    const fixture = path.resolve(import.meta.dirname, "../dotenv/fixtures/reader-vectors.json");
    const vectors: readonly DotenvVector[] = JSON.parse(await readFile(fixture, "utf8"));
    const folder = await makeFolder(context, {});
    for (const { id, input, expected } of vectors) {
      await write(folder, { ".env": input });
      for (const dialect of ["foreman", "heroku-local"] as const) {
        const values = Object.entries(expected).find(([readers]) => readers.split(" ").includes(dialect))?.[1];
        assert.deepEqual(await valuesOf(folder, dialect), values, `${id} ${dialect}`);
      }
    }
    assert.equal(vectors.length, 41);
  });

  const project = useProject();
  const lines = `A=bar # a comment\nB="bar\\nbaz"\nexport C="foo"\nD=a#b\nE =bar\nF=$(echo hi)\n`;
  const table: Readonly<Record<Dialect, readonly (string | null)[]>> = {
    workbench: ["bar", "bar\nbaz", "foo", "a#b", "bar", "$(echo hi)"],
    foreman: ["bar # a comment", "bar\nbaz", null, "a#b", null, "$(echo hi)"],
    "heroku-local": ["bar", "bar\\nbaz", null, "a", "bar", "$(echo hi)"],
  };
  for (const [dialect, values] of Object.entries(table)) {
    test(`what a process gets with ${dialect}`, async () => {
      const script = `JSON.stringify([..."ABCDEF"].map((name) => process.env[name] ?? null))`;
      const files = { Procfile: `web: '${process.execPath}' -p '${script}'\n`, ".env": lines };
      const { out } = await project.run(["start", "--dialect", dialect], files);
      assert.deepEqual(JSON.parse(linesOf(out, "web.1")[0] ?? ""), values);
    });
  }
});

describe("2: one grammar for a Procfile, and its mistakes are named", posix, () => {
  const project = useProject();
  test("dashes in names and indented comments are fine", async () => {
    const { code, out } = await project.run(["start"], { Procfile: "  # of the shop\nworker-primary: echo runs\n" });
    assert.deepEqual([code, linesOf(out, "worker-primary.1")], [0, ["runs"]]);
  });
  test("what heroku local refuses is refused with its words and the line", async () => {
    const files = { Procfile: "web: echo x\nworker-primary: echo x\n" };
    const { code, err } = await project.run(["start", "--dialect", "heroku-local"], files);
    assert.deepEqual([code, err], [1, "Procfile: line 2 parse error: worker-primary: echo x\n"]);
  });
});

describe("3: stopping it from a program leaves nothing", posix, () => {
  const project = useProject();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    test(`20 of 20 are gone after ${signal}`, async () => {
      const types = Array.from({ length: 20 }, (_, index) => `p${index}: echo up; sleep 600; true\n`);
      const { child, line, ended, bytes } = await project.start(["start", "-p", "21000"], { Procfile: types.join("") });
      await Promise.all(types.map((_, index) => line(new RegExp(`p${index}\\.1 +\\| up$`, "m"))));
      child.kill(signal);
      assert.equal((await ended).code, signal === "SIGTERM" ? 143 : 130);
      assert.equal(
        [
          ...bytes()
            .toString()
            .matchAll(/started with pid/g),
        ].length,
        20,
      );
    });
  }
  test("kill -9 of the runner leaves nothing either", { skip: process.platform !== "linux" }, async () => {
    const { line, killed } = await project.start(["start"], {
      Procfile: "web: cd / && sleep 600; true\nb: sleep 600\n",
    });
    await line(/b\.1 +\| started/);
    await killed();
  });
});

describe("4: the exit status is that of the process, and the words tell it", posix, () => {
  const project = useProject();
  for (const [command, status, words] of [
    ["exit 7", 7, "exited with code 7"],
    ["kill -9 $$", 137, "terminated by SIGKILL"],
    ["no-such-program-here", 127, "exited with code 127: the shell did not find the command"],
  ] as const) {
    test(command, async () => {
      const { code, out } = await project.run(["start"], { Procfile: `web: ${command}\nworker: sleep 600\n` });
      assert.equal(code, status);
      assert.ok(out.includes(`| ${words}`), out);
      assert.doesNotMatch(out, /null/);
    });
  }
});

describe("5: no line is cut, wrapped or dropped", posix, () => {
  const project = useProject();
  test("characters and lines over the ends of chunks, blank lines, long lines", async () => {
    const script = `
      const lines = [];
      for (let n = 0; n < 30000; n++) lines.push(n % 7 === 0 ? "" : "€".repeat(n % 50) + n);
      lines.push("x".repeat(5000), "\\u001b[31mred\\u001b[0m " + "y".repeat(600));
      process.stdout.write(lines.join("\\n") + "\\n");`;
    const files = { "print.mjs": script, Procfile: `web: '${process.execPath}' print.mjs\n` };
    const { out } = await project.run(["start"], files);
    const expected = Array.from({ length: 30_000 }, (_, n) => (n % 7 === 0 ? "" : "€".repeat(n % 50) + n));
    assert.deepEqual(linesOf(out, "web.1"), [
      ...expected,
      "x".repeat(5000),
      `\u001b[31mred\u001b[0m ${"y".repeat(600)}`,
    ]);
  });
  test("a line in two pieces is one", async () => {
    const { out } = await project.run(["start"], { Procfile: "web: printf one; sleep 0.2; echo ' line'\n" });
    assert.deepEqual(linesOf(out, "web.1"), ["one line"]);
  });
});

describe("6: the end of the output is there", posix, () => {
  const project = useProject();
  test("a last line without a newline, also of a process that is stopped", async () => {
    const { child, line, ended } = await project.start(["start"], {
      Procfile: "web: echo up; printf rest; sleep 600\n",
    });
    await line(/\| up$/m);
    child.kill("SIGTERM");
    assert.deepEqual(linesOf((await ended).out, "web.1"), ["up", "rest"]);
  });
  test("three words of processes that end at once", async () => {
    const { out } = await project.run(["start", "--keep-going"], { Procfile: "a: echo 1\nb: echo 2\nc: echo 3\n" });
    assert.deepEqual(
      ["a.1", "b.1", "c.1"].map((name) => linesOf(out, name)),
      [["1"], ["2"], ["3"]],
    );
  });
  test("a million lines of a process that ends at once", async () => {
    const command = `'${process.execPath}' '${programs}/floods.mjs' 1000000 62`;
    const { out } = await project.run(["start"], { Procfile: `web: ${command}\n` });
    assert.equal([...out.matchAll(/web\.1 +\| line \d+ x{50}$/gm)].length, 1_000_000);
  });
});

describe("7: the text of a command is the shell's alone", posix, () => {
  const project = useProject();
  test("a name inside a longer one, quotes, and a value that looks like a command", async () => {
    const files = {
      Procfile: `web: echo $FOOBAR '$FOO' "$FOO" \\$FOO \${FOO}BAR $EVIL; echo $PORTER\n`,
      ".env": "FOO=one\nFOOBAR=two\nEVIL=x; touch evil\n",
    };
    const { out } = await project.run(["start"], files);
    assert.deepEqual(linesOf(out, "web.1"), ["two $FOO one $FOO oneBAR x; touch evil", ""]);
  });
});

describe("8: a port does not depend on what else runs", posix, () => {
  const project = useProject();
  test("by the place in the file, and stable", async () => {
    const files = { Procfile: "web: echo $PORT\nworker: echo $PORT\nclock: echo $PORT\n" };
    const alone = await project.run(["start", "clock", "-p", "22000"], files);
    const all = await project.run(["start", "-m", "all=1,clock=2", "-p", "22000", "--keep-going"], files);
    assert.deepEqual(linesOf(alone.out, "clock.1"), ["22200"]);
    assert.deepEqual([linesOf(all.out, "clock.1"), linesOf(all.out, "clock.2")], [["22200"], ["22201"]]);
  });
});

describe("9: the file wins over the shell, or the shell when asked", posix, () => {
  const project = useProject();
  const files = { Procfile: "web: echo $SHARED\n", ".env": "SHARED=file\n" };
  for (const [args, value] of [
    [["start"], "file"],
    [["start", "--shell-first"], "shell"],
  ] as const) {
    test(args.join(" "), async () => {
      assert.deepEqual(linesOf((await project.run(args, files, { env: { SHARED: "shell" } })).out, "web.1"), [value]);
    });
  }
});

describe("10: a flood costs little", posix, () => {
  const project = useProject();
  /** The others take 3.1 s of processor time and more for a million lines; the time of day depends on what else runs. */
  test("a million lines take less than two seconds of the processor, the child's own included", async () => {
    await project.run(["check"], {
      Procfile: "web: cat lines; exit 9\n",
      lines: "0123456789".repeat(6).concat("\n").repeat(1_000_000),
    });
    const script = `'${process.execPath}' '${program}' start > /dev/null; times`;
    const env = { PATH: process.env["PATH"] ?? "" };
    const { stdout } = await promisify(execFile)("bash", ["-c", script], { cwd: project.root, env });
    const [, minutes, seconds] = /(\d+)m([\d.]+)s \d+m[\d.]+s\n$/.exec(stdout) ?? [];
    assert.ok(Number(minutes) * 60 + Number(seconds) < 2, stdout);
  });
});

async function valuesOf(folder: string, dialect: Dialect): Promise<Record<string, string> | "refused"> {
  const options = readSharedOptions({ root: folder, dialect });
  return readEnvFiles(options, { error: () => {} }).then(Object.fromEntries, () => "refused");
}

function typesOf(text: string, dialect: "foreman" | "heroku-local"): [string, string][] | string {
  const prepared = prepareRun({
    dialect,
    procfile: { name: "Procfile", text },
    fileValues: {},
    port: undefined,
    formation: oneOfEach,
    precedence: "file",
    shell: {},
    platform: "linux",
  });
  if (prepared.kind === "refused") return "refused";
  return prepared.plan.types.map(({ name, command }) => [name, command]);
}

function expectedTypes({ processes = [], refused }: { processes?: [string, string][]; refused?: string | true }) {
  return refused || processes.length === 0 ? "refused" : processes;
}
