import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import { extensionUnderTest } from "../extension-under-test.ts";
import { createScratchFolder, type ScratchFolder } from "./scratch-folder.ts";

describe("Run and Debug of a Procfile's line", () => {
  let scratch: ScratchFolder;

  before(async () => {
    await extensionUnderTest();
    scratch = await createScratchFolder();
  });
  after(() => scratch.remove());

  it("runs through the shell, in the project's folder, with .env, PORT and PS, and without what is the editor's", async () => {
    const command = `node -e 'require("fs").writeFileSync("out.json", JSON.stringify(process.env))' && mv out.json "$KEY.json"`;
    const { document } = await scratch.open("Procfile", `web: node server.js\nworker: ${command}\n`);
    await scratch.write(".env", 'KEY="two words"\n');
    const written = appears(scratch, "two words.json");
    await vscode.commands.executeCommand(commands.runProcess, { uri: document.uri.toString(), type: "worker" });
    const file = await written;
    const env: Record<string, string> = JSON.parse(await readFile(file, "utf8"));
    assert.deepEqual([env["KEY"], env["PORT"], env["PS"]], ["two words", "5100", "worker.1"]);
    assert.deepEqual(
      Object.keys(env).filter((name) => /^(?:VSCODE|ELECTRON)_/.test(name)),
      [],
    );
    const terminal = vscode.window.terminals.find(({ name }) => name === "worker");
    assert.ok(terminal);
    terminal.dispose();
  });

  it("makes room in the terminals when it runs again", async () => {
    const { document } = await scratch.open("Procfile", "web: cat\n");
    const target = { uri: document.uri.toString(), type: "web" };
    await vscode.commands.executeCommand(commands.runProcess, target);
    await vscode.commands.executeCommand(commands.runProcess, target);
    const own = (): vscode.Terminal[] => vscode.window.terminals.filter(({ name }) => name === "web");
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (own().length !== 1) return;
        listener.dispose();
        resolve();
      };
      const listener = vscode.window.onDidCloseTerminal(look);
      look();
    });
    for (const terminal of own()) terminal.dispose();
  });

  it("debugs a Node process with VS Code's own debugger", async function () {
    // That debugger is not ours, and on a loaded machine it sometimes never tells of its session.
    this.retries(2);
    const { document } = await scratch.open("Procfile", "web: node -e 'setTimeout(() => {}, 60000)'\n");
    const started = new Promise<vscode.DebugSession>((resolve) => {
      const listener = vscode.debug.onDidStartDebugSession((session) => {
        listener.dispose();
        resolve(session);
      });
    });
    await vscode.commands.executeCommand(commands.debugProcess, { uri: document.uri.toString(), type: "web" });
    const { configuration } = await started;
    assert.equal(configuration["cwd"], scratch.path);
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await vscode.debug.stopDebugging();
  });
});

/** The path of a file of the folder, once it is there. */
function appears(scratch: ScratchFolder, name: string): Promise<string> {
  const file = path.join(scratch.path, name);
  return new Promise((resolve) => {
    const pattern = new vscode.RelativePattern(vscode.Uri.file(scratch.path), "*.json");
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    watcher.onDidCreate(({ fsPath }) => {
      if (fsPath !== file) return;
      watcher.dispose();
      resolve(file);
    });
  });
}
