import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands, localType } from "../../../src/editor/identifiers.ts";
import type { LocalInside } from "../../../src/editor/local/local.ts";
import { extensionUnderTest } from "../extension-under-test.ts";
import { createScratchFolder, type ScratchFolder } from "../languages/scratch-folder.ts";
import { saying } from "../person.ts";
import { appears } from "./until.ts";

describe("Debug Process", () => {
  let scratch: ScratchFolder;
  let local: LocalInside;
  let target: { uri: string; type: string };

  before(async () => {
    ({ local } = await extensionUnderTest());
    scratch = await createScratchFolder();
    await scratch.write(
      "server.js",
      'const key = process.env.KEY;\nconsole.log("starts with", key);\nsetInterval(() => {}, 1e6);\n',
    );
    await scratch.write("worker.js", "setInterval(() => {}, 1e6);\n");
    await scratch.write(".env", "KEY=value\n");
    const { document } = await scratch.open("Procfile", "web: npm start --silent\nworker: node worker.js\n");
    await scratch.write("package.json", '{"scripts":{"start":"node server.js"}}');
    target = { uri: document.uri.toString(), type: "web" };
  });
  afterEach(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.debug.stopDebugging();
    await endOfRuns(local);
  });
  after(() => scratch.remove());

  beforeEach(async () => {
    await scratch.write("worker.js", "setInterval(() => {}, 1e6);\n");
  });

  const copy = (name: string) => local.runs.all[0]?.copies.get(name)?.state;
  const kind = (name: string) => copy(name)?.kind;

  it("stops at a breakpoint, the others keep running, and afterwards the run has the process again", async () => {
    vscode.debug.addBreakpoints([at(scratch, "server.js", 2)]);
    const stopped = untilStopped();
    await vscode.commands.executeCommand(commands.debugProcess, target);
    const { line, value } = await stopped;
    assert.deepEqual([line, value], [2, "'value'"]);
    assert.deepEqual([kind("web.1"), kind("worker.1")], ["borrowed", "running"]);
    const worker = copy("worker.1");

    await vscode.commands.executeCommand("workbench.action.debug.disconnect");
    await untilCopies(local, () => kind("web.1") === "running");
    assert.deepEqual(copy("worker.1"), worker);
  });

  it("starts by itself again when its program ends under the debugger", async () => {
    // Only under a debugger is the option there.
    await scratch.write("worker.js", "if (!process.env.NODE_OPTIONS) setInterval(() => {}, 1e6);\n");
    const away = untilCopies(local, () => kind("worker.1") === "borrowed");
    await vscode.commands.executeCommand(commands.debugProcess, { ...target, type: "worker" });
    await away;
    await untilCopies(local, () => kind("worker.1") === "running");
    assert.equal(kind("web.1"), "running");
  });

  it("is a launch configuration, too", async () => {
    const folder = vscode.workspace.getWorkspaceFolder(scratch.uri("Procfile"));
    const procfile = `\${workspaceFolder}/${vscode.workspace.asRelativePath(scratch.uri("Procfile"), false)}`;
    vscode.debug.addBreakpoints([at(scratch, "worker.js", 1)]);
    const stopped = untilStopped();
    const configuration = { type: localType, request: "launch", name: "Worker", procfile, process: "worker" };
    assert.equal(await vscode.debug.startDebugging(folder, configuration), true);
    assert.equal((await stopped).line, 1);
  });

  it("attaches to a Node that runs, which stays the same process", async () => {
    await scratch.write(
      "worker.js",
      "setInterval(() => {\n  globalThis.tick = 1;\n}, 20);\nrequire('fs').writeFileSync('up', '');\n",
    );
    const procfile = (await local.runs.procfiles()).find(({ file }) => file === scratch.uri("Procfile").fsPath);
    assert.ok(procfile);
    const up = appears(scratch.path, "up");
    await local.runs.start({ procfile });
    await up;
    await untilCopies(local, () => kind("worker.1") === "running");
    const before = copy("worker.1");
    vscode.debug.addBreakpoints([at(scratch, "worker.js", 2)]);
    const stopped = untilStopped();
    const heard = await saying([], commands.attachDebugger, { ...target, type: "worker" });
    assert.equal(heard, "");
    assert.equal((await stopped).line, 2);
    const ended = new Promise<void>((resolve) => {
      const listener = vscode.debug.onDidTerminateDebugSession(() => {
        listener.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand("workbench.action.debug.disconnect");
    await ended;
    assert.deepEqual(copy("worker.1"), before);
  });

  it("brings a process into a terminal of its own", async () => {
    await vscode.commands.executeCommand(commands.attachTerminal, { ...target, type: "worker" });
    await untilCopies(local, () => kind("worker.1") === "borrowed");
    vscode.window.terminals.find(({ name }) => name === "worker.1")?.dispose();
    await untilCopies(local, () => kind("worker.1") === "running");
  });

  it("says what it cannot debug, and which extension can", async () => {
    const { document } = await scratch.open("other.procfile", "build: make all\nruby: bundle exec puma\n");
    const other = { uri: document.uri.toString() };
    const unknown = await saying([], commands.debugProcess, { ...other, type: "build" });
    assert.match(unknown, /build starts make, which Heroku Workbench cannot debug/);
    const ruby = await saying([], commands.debugProcess, { ...other, type: "ruby" });
    assert.match(ruby, /install the extension VSCode rdbg Ruby Debugger \(KoichiSasada\.vscode-rdbg\)/);
  });
});

function at(scratch: ScratchFolder, file: string, line: number): vscode.SourceBreakpoint {
  return new vscode.SourceBreakpoint(new vscode.Location(scratch.uri(file), new vscode.Position(line - 1, 0)));
}

interface Stop {
  readonly line: number;
  readonly value: string;
}

/** Where the next process stops, and what `key` is there. */
function untilStopped(): Promise<Stop> {
  return new Promise((resolve, reject) => {
    const tracker = vscode.debug.registerDebugAdapterTrackerFactory("*", {
      createDebugAdapterTracker: (session) => ({
        onDidSendMessage(message: { event?: string; body?: { threadId?: number } }) {
          if (message.event !== "stopped") return;
          tracker.dispose();
          look(session, message.body?.threadId).then(resolve, reject);
        },
      }),
    });
  });
}

async function look(session: vscode.DebugSession, threadId: number | undefined): Promise<Stop> {
  const { stackFrames } = await session.customRequest("stackTrace", { threadId, startFrame: 0, levels: 1 });
  const [{ id: frameId, line }] = stackFrames;
  const { result } = await session
    .customRequest("evaluate", { expression: "typeof key === 'undefined' ? '' : key", frameId, context: "watch" })
    .then(
      (value: { result: string }) => value,
      () => ({ result: "" }),
    );
  return { line, value: result };
}

async function untilCopies({ runs }: LocalInside, isSo: () => boolean): Promise<void> {
  if (isSo()) return;
  await new Promise<void>((resolve) => {
    const listener = runs.onDidChange(() => {
      if (!isSo()) return;
      listener.dispose();
      resolve();
    });
  });
}

async function endOfRuns(local: LocalInside): Promise<void> {
  for (const { client } of local.runs.all) await client.ask({ do: "stop" }).catch(() => undefined);
  await untilCopies(local, () => local.runs.all.length === 0);
  for (const terminal of vscode.window.terminals) terminal.dispose();
}
