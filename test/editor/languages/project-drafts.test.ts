import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { checkAccount, connect } from "../../../src/editor/account/connect.ts";
import { commands } from "../../../src/editor/identifiers.ts";
import type { Session } from "../../../src/editor/services.ts";
import type { TestingApi } from "../../../src/extension.ts";
import { createApp } from "../../../src/heroku/resources/apps.ts";
import { changeConfigVars } from "../../../src/heroku/resources/config-vars.ts";
import { type ChildSandbox, startChildSandbox } from "../child-sandbox.ts";
import { extensionUnderTest } from "../extension-under-test.ts";
import { createScratchFolder, type ScratchFolder } from "./scratch-folder.ts";

describe("app.json and the Deploy button", () => {
  let scratch: ScratchFolder;
  let extension: TestingApi;
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/");

  before(async () => {
    extension = await extensionUnderTest();
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

  it("makes an app.json of a live app, with the names of its config vars and no value", async () => {
    const sandbox = await startChildSandbox();
    try {
      const session = await signIn(extension, sandbox);
      await createApp(session.client, { name: "editor-live" });
      await changeConfigVars(session.client, "editor-live", { MAIL_KEY: "never-in-a-draft" });
      await extension.services.apps.refresh();
      await vscode.commands.executeCommand(commands.createAppJsonFromApp, "editor-live");
      const text = vscode.window.activeTextEditor?.document.getText() ?? "";
      const { name, env } = JSON.parse(text);
      assert.deepEqual([name, Object.keys(env)], ["editor-live", ["MAIL_KEY"]]);
      assert.doesNotMatch(text, /never-in-a-draft/);
    } finally {
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await extension.sessions.store.write({ use: "nothing" });
      await extension.sessions.reload();
      await sandbox.stop();
    }
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

async function signIn({ sessions }: TestingApi, { apiUrl, gitUrl, token }: ChildSandbox): Promise<Session> {
  const account = await checkAccount(connect({ apiUrl, token, version: "0.0.0" }));
  await sessions.store.write({ use: "account", account: { apiUrl, gitUrl, token, account } });
  await sessions.reload();
  const session = await sessions.require();
  assert.ok(session);
  return session;
}
