import assert from "node:assert/strict";
import * as vscode from "vscode";
import { checkAccount, connect } from "../../../src/editor/account/connect.ts";
import { commands } from "../../../src/editor/identifiers.ts";
import type { TestingApi } from "../../../src/extension.ts";
import { createApp, destroyApp } from "../../../src/heroku/resources/apps.ts";
import { changeConfigVars } from "../../../src/heroku/resources/config-vars.ts";
import { type ChildSandbox, startChildSandbox } from "../child-sandbox.ts";
import { extensionUnderTest } from "../extension-under-test.ts";

describe("the log of an app", () => {
  let sandbox: ChildSandbox;
  let extension: TestingApi;

  before(async () => {
    extension = await extensionUnderTest();
    sandbox = await startChildSandbox();
    const { apiUrl, gitUrl, token } = sandbox;
    const account = await checkAccount(connect({ apiUrl, token, version: "0.0.0" }));
    await extension.sessions.store.write({ use: "account", account: { apiUrl, gitUrl, token, account } });
    await extension.sessions.reload();
  });
  after(async () => {
    await signOut();
    await sandbox.stop();
  });

  const signOut = async (): Promise<void> => {
    await extension.sessions.store.write({ use: "nothing" });
    await extension.sessions.reload();
  };

  const newApp = async (name: string) => {
    const session = await extension.sessions.require();
    assert.ok(session);
    await createApp(session.client, { name });
    await extension.services.apps.refresh();
    return session;
  };

  it("has its own language, comes with its history, and goes on live", async () => {
    const { client } = await newApp("editor-log");
    await vscode.commands.executeCommand(commands.viewLogs, "editor-log");
    const document = await logShows(/app\[api\]: Release v2 created/);
    assert.match(document.getText(), /^── log of editor-log ──\n\S+ app\[api\]: Initial release/);
    await changeConfigVars(client, "editor-log", { SECRET: "never-in-the-log" });
    await logShows(/Set SECRET config vars/);
    assert.doesNotMatch(document.getText(), /never-in-the-log/);
  });

  it("is not begun anew by a second look, and ends when it is stopped", async () => {
    await vscode.commands.executeCommand(commands.viewLogs, "editor-log");
    await vscode.commands.executeCommand(commands.stopLogs);
    const document = await logShows(/── stopped ──/);
    assert.equal(document.getText().match(/── log of/g)?.length, 1);
  });

  it("says that the app is gone", async () => {
    const { client } = await newApp("editor-log-gone");
    await vscode.commands.executeCommand(commands.viewLogs, "editor-log-gone");
    await logShows(/log of editor-log-gone(?:.|\n)*Enable Logplex/);
    await destroyApp(client, "editor-log-gone");
    await logShows(/── the app is gone ──/);
  });

  it("ends with the session", async () => {
    await vscode.commands.executeCommand(commands.viewLogs, "editor-log");
    await logShows(/log of editor-log ──(?:.|\n)*Set SECRET/);
    await signOut();
    await logShows(/── stopped: signed out ──/);
  });
});

/** The document of the output channel that is in view, once it holds a text. */
function logShows(text: RegExp): Promise<vscode.TextDocument> {
  const shown = () =>
    vscode.workspace.textDocuments.find((it) => it.languageId === "heroku-log" && text.test(it.getText()));
  return new Promise((resolve) => {
    const look = (): void => {
      const document = shown();
      if (document === undefined) return;
      for (const listener of listeners) listener.dispose();
      resolve(document);
    };
    const listeners = [vscode.workspace.onDidChangeTextDocument(look), vscode.workspace.onDidOpenTextDocument(look)];
    look();
  });
}
