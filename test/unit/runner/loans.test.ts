import assert from "node:assert/strict";
import { createServer, type Server } from "node:net";
import { afterEach, describe, test } from "node:test";
import type { CopyState } from "../../../src/runner/events.ts";
import { freePort } from "./free-port.ts";
import { type Run, startRun } from "./run.ts";

describe("copies that another program runs for a while", { skip: process.platform === "win32" }, () => {
  let run: Run;

  afterEach(async () => {
    run.runner.stop("SIGTERM");
    run.runner.stop("SIGTERM");
    await run.runner.ended;
  });

  test("one is stopped, told how it starts, and started again when it comes back", async () => {
    run = startRun({ web: "echo web is $$; sleep 60", worker: "echo worker is $$; sleep 60" }, { basePort: 6000 });
    await run.line(/^worker\.1 \| worker is/);
    const loan = await run.runner.borrow("worker", "debugger");
    assert.ok(loan);
    const { name, command, port, env } = loan;
    assert.deepEqual([name, command, port], ["worker.1", "echo worker is $$; sleep 60", 6100]);
    assert.deepEqual([env["PS"], env["PORT"]], ["worker.1", "6100"]);
    assert.deepEqual(states(run), ["running", "borrowed"]);
    assert.equal(run.runner.giveBack("worker.1"), true);
    assert.deepEqual(states(run), ["running", "running"]);
    assert.equal(run.runner.giveBack("worker.1"), false);
  });

  test("it is lent to one program at a time, and not when there is none", async () => {
    run = startRun({ worker: "sleep 60" });
    assert.ok(await run.runner.borrow("worker.1", "debugger"));
    assert.equal(await run.runner.borrow("worker", "terminal"), undefined);
    assert.equal(await run.runner.borrow("nope", "terminal"), undefined);
  });

  test("a type without a copy gets one to be borrowed", async () => {
    run = startRun({ web: "sleep 60", worker: "sleep 60" }, { formation: "web=1" });
    assert.equal((await run.runner.borrow("worker", "debugger"))?.name, "worker.1");
    assert.deepEqual(states(run), ["running", "borrowed"]);
  });

  test("the run goes on while its only copy is borrowed, and ends when that is stopped", async () => {
    run = startRun({ worker: "sleep 60" });
    await run.runner.borrow("worker", "debugger");
    run.runner.start("worker");
    await run.runner.restart("worker");
    assert.deepEqual(states(run), ["borrowed"]);
    run.runner.stop("SIGINT");
    assert.equal(await run.runner.ended, 130);
    assert.deepEqual(states(run), ["stopped"]);
    assert.equal(run.runner.giveBack("worker"), false);
  });

  test("a copy that is borrowed while all are stopped is not lent", async () => {
    run = startRun({ worker: "sleep 60", web: "sleep 60" });
    const loan = run.runner.borrow("worker", "debugger");
    run.runner.stop("SIGINT");
    assert.equal(await loan, undefined);
    assert.equal(await run.runner.ended, 130);
  });

  test("others wait for a borrowed web until somebody takes connections on its port", async () => {
    const port = await freePort();
    const waitFor = new Map([["worker", ["web"]]]);
    run = startRun({ web: "sleep 60", worker: "echo now; sleep 60" }, { waitFor, basePort: port });
    await run.runner.borrow("web", "debugger");
    assert.deepEqual(states(run), ["borrowed", "waiting"]);
    const server: Server = createServer().listen(port, "127.0.0.1");
    await run.line(/^worker\.1 \| now$/);
    server.close();
  });

  test("what is typed reaches the copy, whose input does not end", async () => {
    run = startRun({ repl: "while read -r line; do echo got $line; done; echo end of input" });
    assert.equal(run.runner.input("repl.1", "one\ntw"), true);
    assert.equal(run.runner.input("repl", Buffer.from("o\n")), true);
    assert.equal(run.runner.input("nope", "\n"), false);
    await run.line(/^repl\.1 \| got two$/);
    assert.ok(!run.lines.includes("repl.1 | end of input"));
    await run.runner.stopProcess("repl");
    assert.equal(run.runner.input("repl", "\n"), false);
  });

  test("of stop, start and stop the last counts", async () => {
    run = startRun({ web: "sleep 60", worker: "echo up; sleep 60" });
    await run.line(/^worker\.1 \| up/);
    const first = run.runner.stopProcess("worker");
    run.runner.start("worker");
    await first;
    await tick();
    assert.deepEqual(states(run), ["running", "running"]);
    const again = run.runner.restart("worker");
    const last = run.runner.stopProcess("worker");
    await Promise.all([again, last]);
    assert.deepEqual(states(run), ["running", "stopped"]);
  });

  test("copies that are scaled away and wanted again at once are there", async () => {
    run = startRun({ worker: "sleep 60" }, { formation: "worker=3" });
    await Promise.all([run.runner.scale("worker", 1), run.runner.scale("worker", 2)]);
    const { status } = run.runner;
    assert.deepEqual(
      status().map(({ name }) => name),
      ["worker.1", "worker.2"],
    );
    assert.ok(run.gone.includes("worker.3"));
  });

  test("there are never more processes than are run at once, whoever asks", async () => {
    run = startRun({ web: "sleep 60", worker: "sleep 60" });
    assert.equal(await run.runner.scale("worker", 1000), false);
    assert.equal(run.runner.status().length, 2);
  });
});

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function states({ runner }: Run): CopyState["kind"][] {
  return runner.status().map(({ state }) => state.kind);
}
