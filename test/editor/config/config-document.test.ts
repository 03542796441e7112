import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import type { AppTarget } from "../../../src/editor/services.ts";
import type { Authorization } from "../../../src/heroku/resources/authorizations.ts";
import { getConfigVars } from "../../../src/heroku/resources/config-vars.ts";
import { accepting, declining, documentOf, type SignedIn, signIn, skipQuestions, until } from "./signed-in.ts";

const secret = "s3cret-Marker-of-the-document";

describe("config vars as a document", () => {
  let signedIn: SignedIn;
  let target: AppTarget;

  before(async () => {
    signedIn = await signIn();
    await skipQuestions(["config"]);
  });
  after(async () => {
    await skipQuestions(undefined);
    await signedIn.leave();
  });
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  const open = async (name: string, vars: Record<string, string>): Promise<vscode.TextDocument> => {
    target = await signedIn.newApp(name, vars);
    await vscode.commands.executeCommand(commands.editConfigVars, name);
    return documentOf(target);
  };
  const typed = async (document: vscode.TextDocument, search: string, replacement: string): Promise<void> => {
    const at = document.getText().indexOf(search);
    assert.notEqual(at, -1, document.getText());
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(at), document.positionAt(at + search.length)),
      replacement,
    );
    await vscode.workspace.applyEdit(edit);
    await until(() => !document.isDirty);
  };
  const save = () => vscode.commands.executeCommand("workbench.action.files.save");
  const vars = () => signedIn.varsOf(target);

  it("has the language of .env files, and the language server's help", async () => {
    const document = await open("config-doc", { B: "two words", A: secret });
    assert.equal(document.languageId, "heroku-config");
    assert.match(document.getText(), new RegExp(`^# Config vars of config-doc.*\\nA=${secret}\\nB="two words"\\n$`));
    await typed(document, "A=", "export A=");
    await until(() => vscode.languages.getDiagnostics(document.uri).length > 0);
  });

  it("sends nothing while one types, and one change for all when one saves", async () => {
    const document = await open("config-save", { KEEP: "1", CHANGE: "1", REMOVE: "1" });
    await typed(document, "CHANGE=1\n", 'CHANGE="new # value"\nADD=$HOME\n');
    await typed(document, "REMOVE=1\n", "");
    assert.deepEqual(await vars(), { KEEP: "1", CHANGE: "1", REMOVE: "1" });
    const before = (await releases()).length;
    await save();
    await until(async () => (await vars())["ADD"] === "$HOME");
    assert.deepEqual(await vars(), { KEEP: "1", CHANGE: "new # value", ADD: "$HOME" });
    assert.equal((await releases()).length, before + 1);
  });

  it("sends what was typed also when one saves while it is written by itself", async () => {
    const document = await open("config-hurry", { A: "1" });
    const before = await signedIn.releasesOf(target);
    const saving = new Promise<void>((resolve, reject) => {
      const listener = vscode.workspace.onWillSaveTextDocument(({ reason }) => {
        if (reason === vscode.TextDocumentSaveReason.Manual) return;
        listener.dispose();
        vscode.commands.executeCommand(commands.saveConfigVars).then(() => resolve(), reject);
      });
    });
    await typed(document, "A=1", "A=2");
    await saving;
    assert.deepEqual(await vars(), { A: "2" });
    assert.equal(await signedIn.releasesOf(target), before + 1);
  });

  it("saves nothing with errors, and shows the place", async () => {
    const document = await open("config-errors", { A: "1" });
    await typed(document, "A=1\n", "A=1\nB-C=2\n");
    await vscode.commands.executeCommand(commands.saveConfigVars);
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 2);
    assert.deepEqual(await vars(), { A: "1" });
    await vscode.commands.executeCommand(commands.discardConfigVars);
    assert.doesNotMatch(document.getText(), /B-C/);
  });

  it("keeps what others changed meanwhile, and asks where both changed the same", async () => {
    const document = await open("config-conflict", { A: "base", B: "base" });
    await typed(document, "A=base", "A=mine");
    await typed(document, "B=base", "B=mine");
    await signedIn.change(target, { A: "theirs", C: "new" });
    await accepting(vscode.commands.executeCommand(commands.saveConfigVars));
    assert.deepEqual(await vars(), { A: "mine", B: "mine", C: "new" });
    assert.match(document.getText(), /^C=new$/m);
  });

  it("stays a draft when the question is declined", async () => {
    const document = await open("config-declined", { A: "base" });
    await typed(document, "A=base", "A=mine");
    await signedIn.change(target, { A: "theirs" });
    await declining(vscode.commands.executeCommand(commands.saveConfigVars));
    assert.deepEqual(await vars(), { A: "theirs" });
    assert.match(document.getText(), /^A=mine$/m);
    await vscode.commands.executeCommand(commands.discardConfigVars);
    assert.match(document.getText(), /^A=theirs$/m);
  });

  it("follows what others change while nothing is typed", async () => {
    const document = await open("config-follow", { A: "1" });
    await signedIn.change(target, { B: "2" });
    await signedIn.extension.services.apps.refresh(target.app);
    await until(() => /^B=2$/m.test(document.getText()));
    await until(() => !document.isDirty);
    await vscode.commands.executeCommand(commands.saveConfigVars);
    assert.deepEqual(await vars(), { A: "1", B: "2" });
  });

  it("is saved with the sign-in of now, when that was renewed while it was open", async () => {
    const { store, reload, all } = signedIn.extension.sessions;
    const [session] = all;
    assert.ok(session);
    const { apiUrl, gitUrl, account, client } = session;
    const signInAnew = async (): Promise<string> => {
      const body = { description: "renewed" };
      const made = await client.send<Authorization>("POST", "/oauth/authorizations", body);
      await store.write({ use: "account", account: { apiUrl, gitUrl, account, token: made.access_token.token } });
      await reload();
      return made.id;
    };
    const ended = await signInAnew();
    const document = await open("config-renewed", { A: "base" });
    await typed(document, "A=base", "A=mine");
    await signInAnew();
    await client.send("DELETE", `/oauth/authorizations/${ended}`);
    await vscode.commands.executeCommand(commands.saveConfigVars);
    assert.equal((await getConfigVars(client, target.app.id))["A"], "mine");
    await store.write({ use: "account", account: { apiUrl, gitUrl, account, token: session.token } });
    await reload();
  });

  it("is never in the backups, the history or any other file of the editor", async () => {
    const document = await open("config-secret", { A: secret });
    const control = await vscode.workspace.openTextDocument({ content: "control-of-the-backups" });
    await vscode.window.showTextDocument(control, { preview: false });
    await typed(document, `A=${secret}`, `A=${secret}-typed`);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(control.uri, new vscode.Position(0, 0), "control-of-the-backups");
    await vscode.workspace.applyEdit(edit);
    await until(async () => (await signedIn.filesWith("control-of-the-backups")).length > 0);
    assert.deepEqual(await signedIn.filesWith(secret), [], "while it is not sent");
    await vscode.window.showTextDocument(document);
    await save();
    await until(async () => (await vars())["A"] === `${secret}-typed`);
    assert.deepEqual(await signedIn.filesWith(secret), []);
    await vscode.window.showTextDocument(control);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  const releases = async (): Promise<unknown[]> =>
    (await fetch(`${target.session.apiUrl}/apps/${target.app.name}/releases`, {
      headers: { Authorization: `Bearer ${target.session.token}`, Accept: "application/vnd.heroku+json; version=3" },
    }).then((answer) => answer.json())) as unknown[];
});
