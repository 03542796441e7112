import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import { extensionUnderTest } from "../extension-under-test.ts";
import { createScratchFolder, type ScratchFolder } from "./scratch-folder.ts";

describe("Debug of a Procfile's line", () => {
  let scratch: ScratchFolder;

  before(async () => {
    await extensionUnderTest();
    scratch = await createScratchFolder();
  });
  after(() => scratch.remove());

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
