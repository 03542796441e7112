import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import type { AppTarget } from "../../../src/editor/services.ts";
import { accepting, declining, type SignedIn, signIn, until } from "../config/signed-in.ts";
import { deployProcesses, dynosOf, formationOf, rowOf } from "./app-with-processes.ts";

describe("the processes of an app", () => {
  let signedIn: SignedIn;
  let target: AppTarget;

  before(async () => {
    signedIn = await signIn();
    target = await signedIn.newApp("processes", {});
    await deployProcesses(target.session.client, "processes", { worker: "sleep 600", clock: "sleep 600" });
  });
  after(() => signedIn.leave());

  const call = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);
  const dynos = () => dynosOf({ client: target.session.client, app: "processes" });
  const names = async () => (await dynos()).map(({ name }) => name).sort();
  const idOf = async (name: string) => (await dynos()).find((dyno) => dyno.name === name)?.id;

  it("has one dyno more with each click, however fast they come, and one fewer", async () => {
    const worker = rowOf.type(target, "worker");
    await Promise.all([call(commands.addDyno, worker), call(commands.addDyno, worker)]);
    assert.deepEqual(await formationOf(target), ["clock 1 Basic", "worker 3 Basic"]);
    await call(commands.removeDyno, worker);
    assert.deepEqual(await formationOf(target), ["clock 1 Basic", "worker 2 Basic"]);
  });

  it("stays as it is when every question is accepted unchanged, and when one is declined", async () => {
    const before = await formationOf(target);
    await accepting(call(commands.scaleProcess, rowOf.type(target, "clock")));
    await declining(call(commands.scaleProcess, rowOf.type(target, "clock")));
    await declining(call(commands.scaleProcess, "processes"));
    await declining(call(commands.scaleProcess));
    assert.deepEqual(await formationOf(target), before);
  });

  it("restarts each dyno of the selected rows once, and no other", async () => {
    const [first, second, clock] = await Promise.all(["worker.1", "worker.2", "clock.1"].map(idOf));
    const rows = [rowOf.dyno(target, "worker.2"), rowOf.type(target, "clock")];
    await call(commands.restartDynos, rows[0], rows);
    await until(async () => (await idOf("worker.2")) !== second && (await idOf("clock.1")) !== clock);
    assert.equal(await idOf("worker.1"), first);
    await declining(call(commands.restartDynos, "processes"));
  });

  it("opens the log of a dyno before it restarts it", async () => {
    await call(commands.restartAndTail, rowOf.dyno(target, "worker.1"));
    await until(() => logText().includes("heroku[worker.1]: Stopping all processes with SIGTERM"));
    assert.match(logText(), /log of worker\.1 of processes/);
    await call(commands.stopLogs, "processes");
  });

  it("starts a dyno of the formation again after a stop", async () => {
    const before = await idOf("worker.1");
    await call(commands.stopDyno, rowOf.dyno(target, "worker.1"));
    await until(async () => (await idOf("worker.1")) !== before);
  });

  it("runs what a person chose once, shows its log alone, and is rid of it after a stop", async () => {
    await accepting(call(commands.runOneOff, "processes"));
    const run = (await names()).find((name) => name.startsWith("run."));
    assert.ok(run);
    await until(() => logText().includes(`log of ${run} of processes`));
    const own = logText().split(`log of ${run} of processes`)[1] ?? "";
    assert.doesNotMatch(own, /\[worker\.1\]/);
    await call(commands.stopDyno, rowOf.dyno(target, run));
    await until(async () => !(await names()).includes(run));
    await until(() => logText().includes(`heroku[${run}]: Process exited with status 143`));
    await call(commands.stopLogs, "processes");
  });

  it("runs nothing when the command is declined", async () => {
    const before = await names();
    await declining(call(commands.runOneOff, "processes"));
    assert.deepEqual(await names(), before);
  });

  it("says what the platform refuses", async () => {
    await call(commands.stopDyno, rowOf.dyno(target, "worker.77"));
    await signedIn.log(/worker\.77 of processes could not be stopped/);
    const release = rowOf.type(target, "gone");
    await call(commands.addDyno, release);
    assert.deepEqual(await formationOf(target), ["clock 1 Basic", "worker 2 Basic"]);
  });

  it("cannot be scaled or restarted without the permission, in the platform's words", async () => {
    const others = await signedIn.appOfOthers("processes-of-others", {}, ["view"]);
    await call(commands.restartDynos, rowOf.app(others));
    await signedIn.log(/all dynos of processes-of-others could not be restarted: This needs the permission operate/);
  });
});

function logText(): string {
  return vscode.workspace.textDocuments
    .filter(({ languageId }) => languageId === "heroku-log")
    .map((document) => document.getText())
    .join("\n");
}
