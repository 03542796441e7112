import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import { extensionUnderTest } from "../extension-under-test.ts";
import { createScratchFolder, type ScratchFolder } from "./scratch-folder.ts";

describe("app.json and the Deploy button", () => {
  let scratch: ScratchFolder;
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/");

  before(async () => {
    await extensionUnderTest();
    scratch = await createScratchFolder();
  });
  after(() => scratch.remove());

  it("makes an app.json of the workspace, which is not saved before the person saves it", async () => {
    await vscode.commands.executeCommand(commands.createAppJsonFromWorkspace);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.equal(document.languageId, "json");
    assert.equal(document.uri.fsPath, vscode.Uri.joinPath(workspace, "app.json").fsPath);
    assert.equal(JSON.parse(document.getText()).name, "hello-node");
    assert.ok(document.isUntitled && !existsSync(document.uri.fsPath));
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("inserts the button of the repository that the file is in", async () => {
    const git = (...args: string[]): void => void execFileSync("git", args, { cwd: scratch.path });
    git("init", "--quiet");
    git("remote", "add", "origin", "git@github.com:acme/shop.git");
    const { document } = await scratch.open("README.md", "");
    await vscode.commands.executeCommand(commands.insertDeployButton);
    assert.match(document.getText(), /^\[!\[Deploy to Heroku\]\(\S+\)\]\(\S+template=\S*github\.com%2Facme%2Fshop\)$/);
  });

  it("leaves the address to be filled in where git knows of none", async () => {
    execFileSync("git", ["remote", "remove", "origin"], { cwd: scratch.path });
    const editor = await scratch.open("OTHER.md", "");
    await vscode.commands.executeCommand(commands.insertDeployButton);
    assert.equal(editor.document.getText(editor.selection), encodeURIComponent("https://github.com/OWNER/REPOSITORY"));
  });
});
