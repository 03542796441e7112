import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { oneOfEach } from "../../../src/runner/formation.ts";
import { commandOf, type Plan, planInstances, variablesOf } from "../../../src/runner/plan.ts";
import { prepareRun, type RunRequest } from "../../../src/runner/prepare.ts";

test("PORT: the files before the shell, -p before both", () => {
  assert.equal(planOf("web: x", { fileValues: { PORT: "8000" } }).basePort, 8000);
  assert.equal(planOf("web: x", { fileValues: { PORT: "8000" }, port: 9000 }).basePort, 9000);
  assert.equal(planOf("web: x").basePort, 7000);
});

test("the files before the shell, or after it when asked; nothing of the editor", () => {
  const fileValues = { SHARED: "file", ONE: "1" };
  const { env } = planOf("web: x", { fileValues });
  assert.deepEqual([env["SHARED"], env["ONE"], env["VSCODE_IPC"]], ["file", "1", undefined]);
  assert.equal(planOf("web: x", { fileValues, precedence: "shell" }).env["SHARED"], "shell");
});

describe("what becomes of $NAME", () => {
  const table: readonly [RunRequest["dialect"], string, string][] = [
    ["workbench", "echo $FOOBAR '$FOO' $BAR", "PS"],
    ["foreman", "echo oneBAR 'one' $BAR", "PS"],
    ["heroku-local", "echo $FOOBAR '$FOO' $BAR", "FOREMAN_WORKER_NAME"],
  ];
  for (const [dialect, command, name] of table) {
    test(dialect, () => {
      const plan = planOf("web: echo $FOOBAR '$FOO' $BAR", { dialect, fileValues: { FOO: "one", FOOBAR: "two" } });
      const all = planInstances(plan);
      assert.ok(all.kind === "planned" && all.instances[0]);
      assert.equal(commandOf(plan, all.instances[0]), command);
      assert.equal(variablesOf(plan, all.instances[0])[name], "web.1");
    });
  }
});

describe("refused in words", () => {
  const table: Readonly<Record<string, [string, Partial<RunRequest>, RegExp]>> = {
    "an empty Procfile": ["# nothing", {}, /has no process/],
    "a type twice": ["web: a\nweb: b", {}, /the process type web twice/],
    "no port": ["web: a", { fileValues: { PORT: "https" } }, /PORT=https of the \.env files is no port/],
    "what heroku local stops on": ["web: a\nnot a line", { dialect: "heroku-local" }, /line 2 parse error: not a line/],
  };
  for (const [name, [text, more, message]] of Object.entries(table)) {
    test(name, () => {
      const prepared = prepareRun(requestOf(text, more));
      assert.ok(prepared.kind === "refused");
      assert.match(prepared.message, message);
    });
  }
});

test("foreman starts both of two types with one name", () => {
  assert.equal(planOf("web: a\nweb: b", { dialect: "foreman" }).types.length, 2);
});

function requestOf(text: string, more: Partial<RunRequest> = {}): RunRequest {
  return {
    dialect: "workbench",
    procfile: { name: "Procfile", text: `${text}\n` },
    fileValues: {},
    port: undefined,
    formation: oneOfEach,
    precedence: "file",
    shell: { PATH: "/bin", PORT: "7000", SHARED: "shell", VSCODE_IPC: "x" },
    platform: "linux",
    ...more,
  };
}

function planOf(text: string, more: Partial<RunRequest> = {}): Plan {
  const prepared = prepareRun(requestOf(text, more));
  assert.ok(prepared.kind === "prepared");
  return prepared.plan;
}
