import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import { extensionUnderTest } from "../extension-under-test.ts";

// Runs after all others (files are loaded by name, and this folder is the last): the extension is gone afterwards.
describe("deactivation", () => {
  it("leaves no listener, timer, view, channel or command behind", async () => {
    const { disposables, deactivate } = await extensionUnderTest();
    assert.ok(disposables.size > Object.keys(commands).length);
    await deactivate();
    assert.equal(disposables.size, 0);
    await assert.rejects(async () => vscode.commands.executeCommand(commands.refreshApps), /not found/);
  });
});
