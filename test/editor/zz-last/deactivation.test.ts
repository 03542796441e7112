import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import type { TestingApi } from "../../../src/extension.ts";
import { extensionUnderTest } from "../extension-under-test.ts";

// Runs after all others (files are loaded by name, and this folder is the last): the extension is gone afterwards.
describe("deactivation", () => {
  it("leaves no listener, timer, view, channel, command or language server behind", async () => {
    const { disposables, languages, deactivate } = await extensionUnderTest();
    const server = await runningServer(languages);
    assert.ok(disposables.size > Object.keys(commands).length);
    await deactivate();
    assert.equal(disposables.size, 0);
    assert.throws(() => process.kill(server, 0), { code: "ESRCH" });
    await assert.rejects(async () => vscode.commands.executeCommand(commands.refreshApps), /not found/);
  });
});

/** The language server's process, which the first file of ours has started. */
async function runningServer(languages: TestingApi["languages"]): Promise<number> {
  await vscode.workspace.openTextDocument({ language: "procfile", content: "web: node server.js\n" });
  const client = await languages.client;
  await client?.start();
  assert.ok(client?.pid);
  const { pid } = client;
  return pid;
}
