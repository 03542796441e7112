import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { commands, views } from "../../../src/editor/identifiers.ts";
import { type LocalNode, processNode, procfileNode } from "../../../src/editor/local/local-nodes.ts";
import type { TestingApi } from "../../../src/extension.ts";
import { cleanEnvironment } from "../../../src/process/environment.ts";
import { extensionUnderTest } from "../extension-under-test.ts";
import { createScratchFolder, type ScratchFolder } from "../languages/scratch-folder.ts";
import { saying } from "../person.ts";
import { until } from "./until.ts";

describe("Local Processes", () => {
  let local: TestingApi["local"];
  let scratch: ScratchFolder;
  let file = "";

  beforeEach(async () => {
    ({ local } = await extensionUnderTest());
    scratch = await createScratchFolder();
    file = path.join(scratch.path, "Procfile");
    await vscode.commands.executeCommand(`${views.local}.focus`);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand(commands.stopAllLocal);
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await scratch.remove();
    await until(local.runs, () => vscode.window.terminals.length === 0);
  });

  it("shows the Procfiles of the workspace, and what changes in them, as rows", async () => {
    await write("web: cat\nworker: cat\n");
    const labels = async (node?: LocalNode) => (await rows(node)).map(({ label }) => label);
    assert.deepEqual(await labels(), ["Procfile", `${path.basename(scratch.path)}/Procfile`]);
    assert.deepEqual(await labels(procfileNode(file)), ["web", "worker"]);
    await scratch.write("Procfile", "web: cat\nmail: cat\n");
    await until(local.runs, async () => (await labels(procfileNode(file))).join() === "web,mail");
  });

  it("sees folders with a Procfile come and go as a whole", async () => {
    const parts = async () => (await local.runs.procfiles()).map((one) => path.relative(scratch.path, one.file));
    const elsewhere = await mkdtemp(path.join(os.tmpdir(), "elsewhere-"));
    await writeFile(path.join(elsewhere, "Procfile"), "web: cat\n");
    await parts();
    await cp(elsewhere, path.join(scratch.path, "moved"), { recursive: true });
    await until(local.runs, async () => (await parts()).includes(path.join("moved", "Procfile")));
    await rm(path.join(scratch.path, "moved"), { recursive: true });
    await until(local.runs, async () => !(await parts()).includes(path.join("moved", "Procfile")));
    await rm(elsewhere, { recursive: true });
  });

  it("keeps a run in sight whose Procfile goes, as with a branch that has none, until it ends", async () => {
    await write("web: cat\n");
    await run(commands.startLocal, row("web"));
    await pidOf("web.1");
    await vscode.workspace.fs.delete(vscode.Uri.file(file));
    await scratch.write("other/Procfile", "other: cat\n");
    const files = async () => (await local.runs.procfiles()).map((one) => one.file);
    await until(local.runs, async () => (await files()).some((one) => one.endsWith("other/Procfile")));
    assert.match(await description("web"), /pid/);
    await run(commands.stopLocal, procfileNode(file));
    await until(local.runs, async () => !(await files()).includes(file));
  });

  it("starts one process, then another beside it, restarts and stops one without the other", async () => {
    await write("web: cat\nworker: cat\n");
    await run(commands.startLocal, row("web"));
    const web = await pidOf("web.1");
    assert.equal(await description("worker"), "stopped · cat");
    await run(commands.startLocal, row("worker"));
    const worker = await pidOf("worker.1");
    assert.equal(local.runs.all.length, 1);
    await run(commands.restartLocal, row("worker"));
    await until(local.runs, async () => (await pidOf("worker.1")) !== worker);
    await run(commands.stopLocal, row("worker"));
    await until(local.runs, async () => (await description("worker")) === "stopped · cat");
    assert.equal(await pidOf("web.1"), web);
  });

  it("does with all selected rows what it does with one", async () => {
    await write("web: cat\nworker: cat\nclock: cat\n");
    const both = [row("web"), row("clock")];
    await run(commands.startLocal, both[0], both);
    await Promise.all([pidOf("web.1"), pidOf("clock.1")]);
    assert.equal(local.runs.all.length, 1);
    assert.equal(await description("worker"), "stopped · cat");
    await run(commands.stopLocal, both[0], both);
    await until(local.runs, () => local.runs.all.length === 0);
  });

  it("scales now and for later, and not when the person declines or says no number", async () => {
    await write("web: cat\nrelease: cat\n");
    await run(commands.startLocal, procfileNode(file));
    await pidOf("web.1");
    const { copies } = theRun();
    assert.match(await saying([undefined], commands.scaleLocal, row("web")), /How many copies, 0 to 99/);
    assert.match(await saying(["many"], commands.scaleLocal, row("web")), /A whole number from 0 to 99/);
    assert.equal(copies.size, 1, "release waits to be named");
    await saying(["3"], commands.scaleLocal, row("web"));
    await pidOf("web.3");
    await saying(["2"], commands.scaleLocal, row("web"));
    await until(local.runs, () => copies.size === 2);
    await run(commands.stopLocal, procfileNode(file));
    assert.equal(await description("web"), "×2 · stopped · cat");
    await run(commands.startLocal, procfileNode(file));
    await pidOf("web.2");
    await run(commands.stopLocal, procfileNode(file));
    await saying(["1"], commands.scaleLocal, row("web"));
  });

  it("shows how a process crashed, also when the run is over", async () => {
    await write("web: exit 3\n");
    await run(commands.startLocal, row("web"));
    await until(local.runs, async () => (await description("web")).startsWith("crashed (exit 3)"));
    await until(local.runs, () => local.runs.all.length === 0);
    assert.equal(await description("web"), "crashed (exit 3) · exit 3");
    // The head of the view follows a moment after the rows.
    while (local.view.badge === undefined) await new Promise(setImmediate);
    assert.equal(local.view.badge.tooltip, "web.1 crashed on this computer");
  });

  it("shows a run that was started in a terminal, and lets go of it when it is killed", async () => {
    await write("web: cat\n");
    const { extensionPath } = vscode.extensions.getExtension("heroku-workbench.heroku-workbench") ?? {};
    const runner = spawn(process.execPath, [path.join(extensionPath ?? "", "dist/local.js"), "start", "-f", file], {
      env: { ...cleanEnvironment(process.env), ELECTRON_RUN_AS_NODE: "1" },
      stdio: "ignore",
    });
    const ended = once(runner, "exit");
    await pidOf("web.1");
    assert.match(await description("web"), /^(starting|running) · :\d+/);
    runner.kill("SIGKILL");
    await ended;
    await until(local.runs, async () => (await description("web")) === "stopped · cat");
  });

  it("says what processes use while someone looks", async () => {
    await write("web: cat\n");
    await run(commands.startLocal, row("web"));
    await until(local.runs, async () => /\d+% · \d+ MB/.test(await description("web")));
  });

  it("copies the address of a process, and goes to its line", async () => {
    await write("job: cat\nweb: cat\n");
    await run(commands.startLocal, row("web"));
    await pidOf("web.1");
    const port = theRun().copies.get("web.1")?.port;
    await run(commands.copyLocalUrl, row("web"));
    assert.equal(await vscode.env.clipboard.readText(), `http://localhost:${port}`);
    await run(commands.goToLocalLine, row("web"));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.fsPath, file);
    assert.equal(editor.selection.active.line, 1);
  });

  it("asks which when it was called on no row, and says so when there is none", async () => {
    await write("web: cat\nworker: cat\n");
    assert.match(await saying([], commands.stopLocal), /No process is running here/);
    assert.match(await saying(["worker"], commands.startLocal), /Start a process: web, web, worker/);
    await pidOf("worker.1");
    assert.equal(await saying([], commands.restartLocal), "", "only one is running");
    assert.match(await saying([undefined], commands.startAllLocal), /Start the processes of a Procfile: Procfile, /);
    const gone = processNode(file, "gone");
    assert.match(await saying([], commands.startLocal, gone), /That process is no longer in its Procfile/);
  });

  it("offers a run of its own to a process that came into the Procfile later", async () => {
    await write("web: cat\n");
    await run(commands.startLocal, row("web"));
    await pidOf("web.1");
    const { runId } = theRun().entry;
    await write("web: cat\nlate: cat\n");
    await scratch.write("Procfile", "web: cat -\nlate: cat\n");
    await until(local.runs, async () => {
      const found = (await local.runs.procfiles()).find((one) => one.file === file);
      return found?.processes[0]?.command === "cat -";
    });
    assert.match(await saying([], commands.restartLocal, row("web")), /web was started as before: its line changed/);
    assert.match(
      await saying(["Start All Anew"], commands.startLocal, row("late")),
      /late came into the Procfile after/,
    );
    await pidOf("late.1");
    assert.notEqual(theRun().entry.runId, runId);
    assert.equal(local.runs.all.length, 1);
  });

  it("filters the output of a run, and shows all again", async () => {
    await write("web: cat\nworker: cat\n");
    await run(commands.startLocal, procfileNode(file));
    await pidOf("worker.1");
    assert.equal(await saying([], commands.showOnlyLocal, row("worker")), "");
    assert.equal(await saying([], commands.showAllLocal, row("worker")), "");
  });

  function row(type: string): LocalNode {
    return processNode(file, type, procfileNode(file));
  }

  async function run(command: string, ...args: readonly unknown[]): Promise<void> {
    assert.equal(await saying([], command, ...args), "");
  }

  async function write(text: string): Promise<void> {
    await scratch.write("Procfile", text);
    await until(local.runs, async () => {
      const found = (await local.runs.procfiles()).find((one) => one.file === file);
      return found?.processes.length === text.trim().split("\n").length;
    });
  }

  async function rows(node?: LocalNode): Promise<{ label: string; description: string }[]> {
    const found = (await local.provider.getChildren(node)) ?? [];
    return Promise.all(
      found.map(async (one) => {
        const { label, description } = await local.provider.getTreeItem(one);
        return { label: String(label), description: String(description) };
      }),
    );
  }

  async function description(type: string): Promise<string> {
    return (await rows(procfileNode(file))).find(({ label }) => label === type)?.description ?? "";
  }

  function theRun() {
    const found = local.runs.runOf(file);
    assert.ok(found);
    return found;
  }

  async function pidOf(name: string): Promise<number> {
    const state = () => local.runs.runOf(file)?.copies.get(name)?.state;
    await until(local.runs, () => state()?.kind === "running");
    const found = state();
    return found?.kind === "running" ? found.pid : 0;
  }
});
