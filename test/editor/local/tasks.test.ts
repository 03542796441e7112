import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { localType } from "../../../src/editor/identifiers.ts";
import type { TestingApi } from "../../../src/extension.ts";
import { freePort } from "../../unit/runner/free-port.ts";
import { extensionUnderTest } from "../extension-under-test.ts";
import { createScratchFolder, type ScratchFolder } from "../languages/scratch-folder.ts";
import { appears, until } from "./until.ts";

describe("Tasks of local processes", () => {
  let local: TestingApi["local"];
  let scratch: ScratchFolder;
  const workspace = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";

  beforeEach(async () => {
    ({ local } = await extensionUnderTest());
    scratch = await createScratchFolder();
  });
  afterEach(async () => {
    for (const task of vscode.tasks.taskExecutions) task.terminate();
    await until(local.runs, () => vscode.tasks.taskExecutions.length === 0 && local.runs.all.length === 0);
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await rm(path.join(workspace(), ".vscode/tasks.json"), { force: true });
    await scratch.remove();
  });

  async function offered(text: string): Promise<vscode.Task[]> {
    const { document } = await scratch.open("Procfile", text);
    await until(local.runs, async () =>
      (await local.runs.procfiles()).some(
        ({ file, processes }) => file === document.uri.fsPath && processes.length > 0,
      ),
    );
    const tasks = await vscode.tasks.fetchTasks({ type: localType });
    return tasks.filter(({ definition }) => definition["procfile"] === procfileName());
  }

  const procfileName = (): string => `${path.basename(scratch.path)}/Procfile`;

  it("are offered for a Procfile and each of its processes", async () => {
    const tasks = await offered("web: cat\nworker: cat\n");
    assert.deepEqual(
      tasks.map(({ name, isBackground, problemMatchers }) => [name, isBackground, problemMatchers]),
      ["", " web", " worker"].map((type) => [`${procfileName()}${type}`, true, ["$heroku-local"]]),
    );
  });

  it("start a run like any other, which ends with the task", async () => {
    const [, , worker] = await offered("web: cat\nworker: cat\n");
    assert.ok(worker);
    const execution = await vscode.tasks.executeTask(worker);
    const isRunning = (): boolean => local.runs.all[0]?.copies.get("worker.1")?.state.kind === "running";
    await until(local.runs, isRunning);
    assert.equal(local.runs.all[0]?.copies.has("web.1"), false);
    execution.terminate();
    await until(local.runs, () => local.runs.all.length === 0);
  });

  it("are ready for what depends on them when web takes connections", async () => {
    const port = await freePort();
    await offered("web: node server.js\nworker: cat\n");
    await scratch.write(".env", `PORT=${port}\n`);
    await scratch.write("server.js", "setTimeout(() => require('http').createServer().listen(process.env.PORT), 300)");
    await scratch.write(
      "look.js",
      `const fs = require("fs"), socket = require("net").connect(${port}, "127.0.0.1");
       const say = (word) => { fs.writeFileSync("draft", word); fs.renameSync("draft", "found.txt"); process.exit(); };
       socket.on("connect", () => say("open")).on("error", (error) => say(error.code));`,
    );
    const look = { label: "look", type: "process", command: "node", args: ["look.js"], options: { cwd: scratch.path } };
    const serve = { label: "serve", type: localType, procfile: procfileName(), formation: "web=1,worker=2" };
    const file = vscode.Uri.file(path.join(workspace(), ".vscode/tasks.json"));
    const text = JSON.stringify({
      version: "2.0.0",
      tasks: [serve, { ...look, dependsOn: ["serve"], problemMatcher: [] }],
    });
    const isRead = new Promise<void>((resolve) => {
      const listener = vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration("tasks")) return;
        listener.dispose();
        resolve();
      });
    });
    await vscode.workspace.fs.writeFile(file, Buffer.from(text));
    await isRead;
    const found = appears(scratch.path, "found.txt");
    const task = (await vscode.tasks.fetchTasks()).find(({ name }) => name === "look");
    assert.ok(task);
    void vscode.tasks.executeTask(task);
    assert.equal(await found, "open");
    await local.runs.ready();
    assert.deepEqual([...(local.runs.all[0]?.copies.keys() ?? [])], ["web.1", "worker.1", "worker.2"]);
  });
});
