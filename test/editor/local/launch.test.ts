import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import { commands, localType } from "../../../src/editor/identifiers.ts";
import { processNode } from "../../../src/editor/local/local-nodes.ts";
import type { LocalProcfile, LocalRun } from "../../../src/editor/local/local-runs.ts";
import type { TestingApi } from "../../../src/extension.ts";
import { hasLivingMember } from "../../../src/process/group.ts";
import { extensionUnderTest } from "../extension-under-test.ts";
import { createScratchFolder, type ScratchFolder } from "../languages/scratch-folder.ts";
import { saying } from "../person.ts";
import { appears, until } from "./until.ts";

describe("Local processes in terminals", () => {
  let local: TestingApi["local"];
  let scratch: ScratchFolder;

  beforeEach(async () => {
    ({ local } = await extensionUnderTest());
    scratch = await createScratchFolder();
  });
  afterEach(async () => {
    for (const { client } of local.runs.all) await client.ask({ do: "stop" }).catch(() => undefined);
    await until(local.runs, () => local.runs.all.length === 0);
    for (const terminal of ours()) terminal.dispose();
    await until(local.runs, () => ours().length === 0);
    await scratch.remove();
  });

  it("runs a line through the shell, with .env, PORT and PS, and without what is the editor's", async () => {
    const target = await openProcfile(
      `web: node server.js\nworker: ${writeEnvironment} && mv out.json "$KEY.json"; cat\n`,
    );
    await scratch.write(".env", 'KEY="two words"\n');
    const written = appears(scratch.path, "two words.json");
    await vscode.commands.executeCommand(commands.runProcess, target("worker"));
    const env: Record<string, string> = JSON.parse(await written);
    assert.deepEqual([env["KEY"], env["PORT"], env["PS"]], ["two words", "5100", "worker.1"]);
    const foreign = Object.keys(env).filter((name) => /^(?:VSCODE|ELECTRON)_|^NODE_CHANNEL|^GIT_ASKPASS$/.test(name));
    assert.deepEqual(foreign, []);
    assert.deepEqual(
      ours().map(({ name }) => name),
      [`Heroku Local: ${path.basename(scratch.path)}/Procfile`],
    );
  });

  it("runs a second line beside the first, and the first again, in the same terminal", async () => {
    const target = await openProcfile("web: cat\nworker: cat\n");
    await vscode.commands.executeCommand(commands.runProcess, target("web"));
    const run = await theRun();
    const [first] = await running(run, "web.1");
    await vscode.commands.executeCommand(commands.runProcess, target("worker"));
    await running(run, "web.1", "worker.1");
    await vscode.commands.executeCommand(commands.runProcess, target("web"));
    const [second, worker] = await running(run, "web.1", "worker.1");
    assert.ok(second !== first && worker !== undefined);
    assert.equal(local.runs.all.length, 1);
    assert.equal(ours().length, 1);
  });

  it("saves the Procfile before it runs a line of it", async () => {
    const target = await openProcfile("web: cat\n");
    await vscode.window.activeTextEditor?.edit((edit) => edit.insert(new vscode.Position(1, 0), "late: cat\n"));
    await vscode.commands.executeCommand(commands.runProcess, target("late"));
    await running(await theRun(), "late.1");
  });

  it("keeps the last words of a run on the screen until the next start of the same Procfile", async () => {
    await openProcfile("web: exit 3\n");
    const request = { procfile: await procfile() };
    await local.runs.start(request);
    await until(local.runs, () => local.runs.all.length === 0);
    const [terminal] = ours();
    assert.ok(terminal && terminal.exitStatus === undefined);
    await scratch.write("Procfile", "web: cat\n");
    await local.runs.start(request);
    await running(await theRun(), "web.1");
    await until(local.runs, () => ours().length === 1 && ours()[0] !== terminal);
  });

  it("ends a run, and all that it started, with its terminal", async () => {
    await openProcfile("web: cat & sleep 600\n");
    await local.runs.start({ procfile: await procfile() });
    const [pid = 0] = await running(await theRun(), "web.1");
    ours()[0]?.dispose();
    await until(local.runs, () => local.runs.all.length === 0);
    assert.equal(hasLivingMember(pid), false);
  });

  it("leaves a run that does not come up to its terminal", async () => {
    await openProcfile("web: cat\n");
    await scratch.write(".env", "PORT=none\n");
    assert.equal(await local.runs.start({ procfile: await procfile() }), undefined);
    assert.equal(ours().length, 1);
  });

  it("hands config vars over where no other extension, program or file sees them", async () => {
    await openProcfile(`web: ${writeEnvironment} && mv out.json done.json; cat\n`);
    await scratch.write(".env", "KEY=file\n");
    const written = appears(scratch.path, "done.json");
    await local.runs.start({ procfile: await procfile(), configVars: { KEY: "of the app", OTHER: "secret words" } });
    const env: Record<string, string> = JSON.parse(await written);
    assert.deepEqual([env["KEY"], env["OTHER"]], ["of the app", "secret words"]);
    assert.ok(ours().every(({ creationOptions }) => !JSON.stringify(creationOptions).includes("secret words")));
  });

  it("runs nothing of a folder that is not trusted, and says why", async () => {
    const target = await openProcfile("web: cat\n");
    const request = { procfile: await procfile() };
    const descriptor = Object.getOwnPropertyDescriptor(vscode.workspace, "isTrusted") ?? {};
    Object.defineProperty(vscode.workspace, "isTrusted", { ...descriptor, get: () => false });
    try {
      const heard = await saying([], commands.runProcess, target("web"));
      assert.match(heard, /not trusted, so Heroku Workbench does not run what its Procfile says/);
      assert.equal(await local.runs.start(request), undefined);
      assert.deepEqual(await vscode.tasks.fetchTasks({ type: localType }), []);
    } finally {
      Object.defineProperty(vscode.workspace, "isTrusted", descriptor);
    }
    assert.deepEqual(ours(), []);
  });

  it("gives each process a terminal by setting, also one that comes later, and says so when nothing came up", async () => {
    await openProcfile("web: cat\nworker: read line; echo $line > draft; mv draft typed.txt; cat\n");
    const settings = vscode.workspace.getConfiguration("herokuWorkbench.local");
    await settings.update("terminals", "perProcess", vscode.ConfigurationTarget.Global);
    try {
      await local.runs.start({ procfile: await procfile() });
      const run = await theRun();
      await running(run, "web.1", "worker.1");
      await until(local.runs, () => ours().length === 2);
      const typed = appears(scratch.path, "typed.txt");
      ours()
        .find(({ name }) => name === "worker.1")
        ?.sendText("some words");
      assert.equal((await typed).trim(), "some words");
      await run.client.ask({ do: "scale", name: "web", copies: 2 });
      await until(local.runs, () => ours().some(({ name }) => name === "web.2"));
      await run.client.ask({ do: "scale", name: "web", copies: 1 });
      await until(local.runs, () => !ours().some(({ name }) => name === "web.2"));
      ours()
        .find(({ name }) => name === "web.1")
        ?.dispose();
      await until(local.runs, () => !ours().some(({ name }) => name === "web.1"));
      const web = processNode(run.entry.procfile, "web");
      await vscode.commands.executeCommand(commands.showOnlyLocal, web);
      await until(local.runs, () => ours().some(({ name }) => name === "web.1"));
      await run.client.ask({ do: "stop" });
      await until(local.runs, () => local.runs.all.length === 0);
      await scratch.write(".env", "PORT=none\n");
      const again = procfile().then((it) => local.runs.start({ procfile: it }));
      await assert.rejects(again, /PORT/);
    } finally {
      await settings.update("terminals", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  async function openProcfile(text: string): Promise<(type: string) => { uri: string; type: string }> {
    const { document } = await scratch.open("Procfile", text);
    await until(local.runs, async () =>
      (await local.runs.procfiles()).some(({ file }) => file === document.uri.fsPath),
    );
    return (type) => ({ uri: document.uri.toString(), type });
  }

  async function procfile(): Promise<LocalProcfile> {
    const found = (await local.runs.procfiles()).find(({ root }) => root === scratch.path);
    assert.ok(found);
    return found;
  }

  async function theRun(): Promise<LocalRun> {
    await until(local.runs, () => local.runs.all.length === 1);
    const [run] = local.runs.all;
    assert.ok(run);
    return run;
  }

  /** Process ids of these copies, once all of them run. */
  async function running({ copies }: LocalRun, ...names: readonly string[]): Promise<(number | undefined)[]> {
    const states = () => names.map((name) => copies.get(name)?.state);
    await until(local.runs, () => states().every((state) => state?.kind === "running"));
    return states().map((state) => (state?.kind === "running" ? state.pid : undefined));
  }
});

const writeEnvironment = `node -e 'require("fs").writeFileSync("out.json", JSON.stringify(process.env))'`;

function ours(): vscode.Terminal[] {
  return vscode.window.terminals.filter(({ name }) => /^Heroku Local|\.\d+$/.test(name));
}
