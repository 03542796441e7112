import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { localLook } from "../../../../src/editor/local/local-look.ts";
import { localRows } from "../../../../src/editor/local/local-model.ts";
import { copyNode, type LocalNode, processNode, procfileNode } from "../../../../src/editor/local/local-nodes.ts";
import { localTooltip } from "../../../../src/editor/local/local-tooltip.ts";
import type { CopyState } from "../../../../src/runner/events.ts";
import { type Around, file, modelOf, now, procfileOf, running } from "./model.ts";

const mega = 1_048_576;

function lookAt(around: Around, type: string, copy?: string) {
  const node = processNode(file, type);
  return localLook(modelOf(around), copy === undefined ? node : copyNode(node, copy), now);
}

describe("the row of a process type", () => {
  const exited = (code: number): CopyState => ({ kind: "ended", exit: { kind: "exited", code } });
  const cases: readonly (readonly [string, Around, string, string])[] = [
    ["that never ran", {}, "stopped · node web.js", "circle-outline"],
    ["that shall have three copies", { wanted: { web: 3 } }, "×3 · stopped · node web.js", "circle-outline"],
    ["that shall have none", { wanted: { web: 0 } }, "×0 · stopped · node web.js", "circle-outline"],
    ["that runs", { run: { "web.1": running() } }, "running · :5000 · 5 min · pid 4711", "pass-filled"],
    ["that has just started", { run: { "web.1": running(1) } }, "running · :5000 · pid 4711", "pass-filled"],
    [
      "that is not ready",
      { run: { "web.1": running(1, { isReady: false }) } },
      "starting · :5000 · pid 4711",
      "sync~spin",
    ],
    [
      "whose use is known",
      { run: { "web.1": running() }, usage: { "web.1": { cpu: 3.4, memory: 45.2 * mega } } },
      "running · :5000 · 5 min · 3% · 45 MB · pid 4711",
      "pass-filled",
    ],
    [
      "that uses much",
      { run: { "web.1": running() }, usage: { "web.1": { cpu: 187.6, memory: 1300 * mega } } },
      "running · :5000 · 5 min · 188% · 1.3 GB · pid 4711",
      "pass-filled",
    ],
    ["that crashed", { run: { "web.1": exited(3) } }, "crashed (exit 3) · node web.js", "error"],
    [
      "whose command is not there",
      { run: { "web.1": exited(127) } },
      "command not found (exit 127) · node web.js",
      "error",
    ],
    ["that ended well", { run: { "web.1": exited(0) } }, "ended · node web.js", "pass"],
    [
      "that was killed",
      { run: { "web.1": { kind: "ended", exit: { kind: "signalled", signal: "SIGKILL" } } } },
      "ended by SIGKILL · node web.js",
      "error",
    ],
    ["that crashed in a run that is over", { ends: { "web.1": exited(3) } }, "crashed (exit 3) · node web.js", "error"],
    [
      "that starts again",
      {
        run: {
          "web.1": { kind: "resting", until: new Date(now.getTime() + 3500), exit: { kind: "exited", code: 1 } },
        },
      },
      "crashed (exit 1), again in 4 s",
      "error",
    ],
    ["that waits", { run: { "web.1": { kind: "waiting", forTypes: ["db"] } } }, "waits for db", "watch"],
    [
      "that a debugger has",
      { run: { "web.1": { kind: "borrowed", by: "debugger", since: now } } },
      "debugging",
      "debug-alt",
    ],
    [
      "that a terminal has",
      { run: { "web.1": { kind: "borrowed", by: "terminal", since: now } } },
      "in a terminal",
      "terminal",
    ],
    ["that is stopping", { run: { "web.1": { kind: "stopping" } } }, "stopping", "sync~spin"],
    [
      "of which two run",
      {
        run: { "web.1": running(), "web.2": running() },
        usage: { "web.1": { cpu: 1, memory: 10 * mega }, "web.2": { cpu: 2, memory: 20 * mega } },
      },
      "×2 · running · 3% · 30 MB",
      "pass-filled",
    ],
    [
      "of which one crashed",
      { run: { "web.1": running(), "web.2": exited(1), "web.3": running() } },
      "×3 · 2 running, 1 crashed (exit 1)",
      "error",
    ],
  ];
  for (const [name, around, description, icon] of cases) {
    test(name, () => {
      const look = lookAt(around, "web");
      assert.equal(look.description, description);
      assert.equal(look.icon.id, icon);
    });
  }

  test("is heard in full words", () => {
    const usage = { "web.1": { cpu: 3, memory: 45 * mega } };
    assert.equal(
      lookAt({ run: { "web.1": running() }, usage }, "web").spoken,
      "web, running, port 5000, for 5 min, 3% CPU, 45 MB, process id 4711",
    );
  });

  test("says for the menus what can be done with it", () => {
    const contextOf = (around: Around, type = "web"): string => lookAt(around, type).context;
    assert.equal(contextOf({}), "herokuWorkbench.local.process+stopped+web");
    assert.equal(contextOf({ run: { "web.1": running() } }), "herokuWorkbench.local.process+running+web+output");
    assert.equal(
      contextOf({ run: { "web.1": running(), "web.2": { kind: "stopped" } } }),
      "herokuWorkbench.local.process+running+stopped+web+output",
    );
    assert.equal(
      contextOf({ run: { "worker.1": running() } }, "worker"),
      "herokuWorkbench.local.process+running+output",
    );
    const crashed = { "worker.1": { kind: "ended", exit: { kind: "exited", code: 1 } } } as const;
    assert.equal(contextOf({ run: crashed }, "worker"), "herokuWorkbench.local.process+stopped+output");
    assert.equal(contextOf({ ends: crashed }, "worker"), "herokuWorkbench.local.process+stopped");
  });
});

describe("the router before the web processes", () => {
  const traffic = { port: 4000, recording: null, recorded: 0, requests: 3, targets: [] };
  const target = { url: "http://localhost:1", sent: 1, failed: 0, dropped: 0 };
  const web = processNode(file, "web");
  const look = (more: object, node: LocalNode = web, run: Record<string, CopyState> = { "web.1": running() }) =>
    localLook(modelOf({ run, traffic: { ...traffic, ...more } }), node, now);

  test("is named with its port, on the row of the type only", () => {
    assert.match(look({}).description, /^running · router :4000 · :5000/);
    assert.match(look({}).spoken, /router on port 4000/);
    assert.doesNotMatch(look({}, processNode(file, "worker"), { "worker.1": running() }).description, /router/);
    const several = { "web.1": running(), "web.2": running() };
    assert.match(look({}, web, several).description, /^×2 · running · router :4000/);
    assert.doesNotMatch(look({}, copyNode(web, "web.2"), several).description, /router/);
  });

  test("says what it does, and to the menus that it records", () => {
    assert.match(look({ recording: "/r.jsonl" }).description, /^running · recording · router :4000 · /);
    assert.match(look({ recording: "/r.jsonl" }).context, /\+recording(\+|$)/);
    assert.match(look({ recording: "/r.jsonl" }, procfileNode(file)).context, /\+recording(\+|$)/);
    assert.doesNotMatch(look({}).context, /recording/);
    assert.match(look({ targets: [target] }).description, /^running · duplicating · router/);
    assert.match(look({ targets: [target, target] }).description, /^running · duplicating to 2 · router/);
  });
});

test("a copy has a row of its own, and shows no command beside its state", () => {
  const run = { "web.1": running(), "web.2": { kind: "stopped" } as const };
  assert.equal(lookAt({ run }, "web", "web.1").description, "running · :5000 · 5 min · pid 4711");
  assert.equal(lookAt({ run }, "web", "web.2").context, "herokuWorkbench.local.copy+stopped+web+output");
});

describe("rows", () => {
  const labels = (around: Around, node?: Parameters<typeof localRows>[1]): readonly string[] => {
    const model = modelOf(around);
    return localRows(model, node).map((one) => localLook(model, one, now).label);
  };

  test("of one Procfile are its types, in its order", () => {
    assert.deepEqual(labels({}), ["web", "worker", "release"]);
  });

  test("of several are the Procfiles, with their types under them", () => {
    const procfiles = [procfileOf({ web: "a" }), procfileOf({ job: "b" }, "/shop/api/Procfile")];
    assert.deepEqual(labels({ procfiles }), ["Procfile", "api/Procfile"]);
    assert.deepEqual(labels({ procfiles }, procfileNode("/shop/api/Procfile")), ["job"]);
  });

  test("of copies are there when there are two, in the order of their numbers", () => {
    const three = { "web.10": running(), "web.2": running(), "web.1": running() };
    assert.deepEqual(labels({ run: three }, processNode(file, "web")), ["web.1", "web.2", "web.10"]);
    assert.deepEqual(labels({ run: { "web.1": running() } }, processNode(file, "web")), []);
  });

  test("keep a type that runs and is no longer in the file", () => {
    assert.deepEqual(labels({ procfiles: [procfileOf({ web: "a" })], run: { "old.1": running() } }), ["web", "old"]);
  });
});

test("the row of a Procfile says how all is", () => {
  const procfiles = [procfileOf({ web: "a", worker: "b" }), procfileOf({ job: "b" }, "/shop/api/Procfile")];
  const look = (around: Around) => localLook(modelOf({ procfiles, ...around }), procfileNode(file), now);
  assert.equal(look({}).description, "stopped");
  assert.equal(look({}).context, "herokuWorkbench.local.procfile+stopped");
  const run = { "web.1": running(), "worker.1": running(1, { isReady: false }) };
  assert.equal(look({ run }).description, "1 running, 1 starting");
  assert.equal(look({ run }).context, "herokuWorkbench.local.procfile+running");
});

test("a tooltip makes no markup of a command", () => {
  const model = modelOf({ procfiles: [procfileOf({ web: "echo `[x](command:y)` ```" })], run: { "web.1": running() } });
  const text = localTooltip(model, processNode(file, "web"), now) ?? "";
  assert.match(text, /Process id \| 4711/);
  assert.match(text, /````text\necho `\[x\]\(command:y\)` ```\n````/);
});
