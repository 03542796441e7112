import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { oneOfEach } from "../../../src/runner/formation.ts";
import { commandOf, planInstances, variablesOf } from "../../../src/runner/plan.ts";
import { type Prepared, prepareRun, type RunRequest } from "../../../src/runner/prepare.ts";

describe("reading a project", () => {
  let root = "";
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), "prepare-"));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const prepare = async (
    files: Readonly<Record<string, string>>,
    more: Partial<RunRequest> = {},
  ): Promise<Prepared> => {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(root, name), text);
    return prepareRun({
      dialect: "workbench",
      procfile: path.join(root, "Procfile"),
      root,
      envFiles: undefined,
      port: undefined,
      formation: oneOfEach,
      precedence: "file",
      shell: { PATH: "/bin", PORT: "7000", SHARED: "shell", VSCODE_IPC: "x" },
      platform: "linux",
      ...more,
    });
  };

  test("PORT: .env before the shell, -p before both", async () => {
    const files = { Procfile: "web: x\n", ".env": "PORT=8000\n" };
    assert.equal(planned(await prepare(files)).basePort, 8000);
    assert.equal(planned(await prepare(files, { port: 9000 })).basePort, 9000);
    assert.equal(planned(await prepare({ Procfile: "web: x\n", ".env": "" })).basePort, 7000);
  });

  test("several files, the last wins; the file before the shell, or after it when asked", async () => {
    const files = { Procfile: "web: x\n", "a.env": "SHARED=a\nONE=1\n", "b.env": "SHARED=b\n" };
    const { env } = planned(await prepare(files, { envFiles: ["a.env", "b.env"] }));
    assert.deepEqual([env["SHARED"], env["ONE"], env["VSCODE_IPC"]], ["b", "1", undefined]);
    const other = planned(await prepare(files, { envFiles: ["a.env", "b.env"], precedence: "shell" }));
    assert.equal(other.env["SHARED"], "shell");
  });

  test("what each dialect does with $NAME", async () => {
    const files = { Procfile: "web: echo $FOOBAR '$FOO' $BAR\n", ".env": "FOO=one\nFOOBAR=two\n" };
    for (const [dialect, command] of [
      ["workbench", "echo $FOOBAR '$FOO' $BAR"],
      ["foreman", "echo oneBAR 'one' $BAR"],
      ["heroku-local", "echo $FOOBAR '$FOO' $BAR"],
    ] as const) {
      const plan = planned(await prepare(files, { dialect }));
      const all = planInstances(plan);
      assert.ok(all.kind === "planned" && all.instances[0]);
      assert.equal(commandOf(plan, all.instances[0]), command, dialect);
      const variables = variablesOf(plan, all.instances[0]);
      assert.equal(variables[dialect === "heroku-local" ? "FOREMAN_WORKER_NAME" : "PS"], "web.1");
    }
  });

  const refusals: Readonly<Record<string, [Readonly<Record<string, string>>, Partial<RunRequest>, RegExp]>> = {
    "no Procfile": [{}, {}, /Procfile is not there/],
    "an empty Procfile": [{ Procfile: "# nothing\n" }, {}, /has no process/],
    "a type twice": [{ Procfile: "web: a\nweb: b\n" }, {}, /the process type web twice/],
    "a missing named env file": [{ Procfile: "web: a\n" }, { envFiles: ["no.env"] }, /no\.env cannot be read/],
    "no port": [{ Procfile: "web: a\n", ".env": "PORT=https\n" }, {}, /PORT=https of the \.env files is no port/],
    "what heroku local stops on": [
      { Procfile: "web: a\nnot a line\n" },
      { dialect: "heroku-local" },
      /line 2 parse error: not a valid|parse error/,
    ],
  };
  for (const [name, [files, more, message]] of Object.entries(refusals)) {
    test(`${name} is refused in words`, async () => {
      const prepared = await prepare(files, more);
      assert.ok(prepared.kind === "refused");
      assert.match(prepared.message, message);
    });
  }
});

function planned(prepared: Prepared): Extract<Prepared, { kind: "prepared" }>["plan"] {
  assert.ok(prepared.kind === "prepared", prepared.kind === "refused" ? prepared.message : "");
  return prepared.plan;
}
