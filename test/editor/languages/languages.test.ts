import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";
import type { TestingApi } from "../../../src/extension.ts";
import { extensionUnderTest } from "../extension-under-test.ts";
import { codeOf, problemsOf } from "./problems-of.ts";
import { createScratchFolder, type ScratchFolder } from "./scratch-folder.ts";

// No file before this one opens a Procfile.
describe("the languages", () => {
  let extension: TestingApi;
  let scratch: ScratchFolder;

  before(async () => {
    extension = await extensionUnderTest();
    scratch = await createScratchFolder();
  });
  after(() => scratch.remove());

  const languageOf: [file: string, language: string][] = [
    ["Procfile", "procfile"],
    ["Procfile.dev", "procfile"],
    ["Procfile.dev.local", "procfile"],
    ["api.procfile", "procfile"],
    ["procfile", "procfile"],
    ["Procfile.md", "markdown"],
    ["procfile.ts", "typescript"],
    ["procfile.test.ts", "typescript"],
    ["procfile.tmLanguage.json", "json"],
    ["procfile.yml", "yaml"],
    ["MyProcfile", "plaintext"],
    [".env", "dotenv"],
    [".env.local", "dotenv"],
    ["production.env", "dotenv"],
    ["app.json", "json"],
  ];

  it("know their files by name, and leave those of others alone", async () => {
    const found = await Promise.all(
      languageOf.map(async ([file], index) => {
        await scratch.write(`names-${index}/${file}`, "");
        const document = await vscode.workspace.openTextDocument(scratch.uri(`names-${index}/${file}`));
        return [file, document.languageId];
      }),
    );
    assert.deepEqual(found, languageOf);
  });

  it("report a problem with its code and a link to what it means", async () => {
    const { document } = await scratch.open("2/Procfile", "web node server.js\n");
    const problems = await problemsOf(document.uri, (codes) => codes.includes("missing-colon"));
    const problem = problems.find((it) => codeOf(it) === "missing-colon");
    assert.ok(problem && typeof problem.code === "object");
    const page = await vscode.workspace.openTextDocument(problem.code.target.with({ fragment: "" }));
    const line = Number(/^L(\d+)$/.exec(problem.code.target.fragment)?.[1]);
    assert.match(page.lineAt(line - 1).text, /^### `?missing-colon`?$/);
    await problemsOf(vscode.Uri.parse(page.uri.toString()), (codes) => codes.length === 0);
  });

  it("fix it", async () => {
    const { document } = await scratch.open("3/Procfile", "web node server.js\n");
    await problemsOf(document.uri, (codes) => codes.includes("missing-colon"));
    const range = new vscode.Range(0, 0, 0, 3);
    const actions = await execute<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, range);
    const fix = actions.find(({ isPreferred, kind }) => isPreferred || kind?.value === "quickfix");
    assert.ok(fix?.edit, actions.map(({ title }) => title).join(", "));
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.lineAt(0).text, "web: node server.js");
    await problemsOf(document.uri, (codes) => !codes.includes("missing-colon"));
  });

  it("complete a process type", async () => {
    const { document } = await scratch.open("4/Procfile", "web: node server.js\nrel");
    const at = new vscode.Position(1, 3);
    const { items } = await execute<vscode.CompletionList>("vscode.executeCompletionItemProvider", document.uri, at);
    assert.ok(items.some(({ label }) => labelOf(label).startsWith("release")));
  });

  it("explain what is under the mouse", async () => {
    const { document } = await scratch.open("5/Procfile", "web: node server.js\n");
    const at = new vscode.Position(0, 1);
    const [hover] = await execute<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, at);
    assert.match(textOf(hover), /Serves HTTP/);
  });

  it("format", async () => {
    const { document } = await scratch.open("6/Procfile", "web:node server.js   \n");
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await execute<vscode.TextEdit[]>("vscode.executeFormatDocumentProvider", document.uri, options);
    const change = new vscode.WorkspaceEdit();
    change.set(document.uri, edits);
    await vscode.workspace.applyEdit(change);
    assert.equal(document.getText(), "web: node server.js\n");
  });

  it("rename a process type", async () => {
    const { document } = await scratch.open("7/Procfile", "web: node server.js\nworker: node worker.js\n");
    const at = new vscode.Position(1, 2);
    const change = await execute<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      at,
      "jobs",
    );
    await vscode.workspace.applyEdit(change);
    assert.equal(document.lineAt(1).text, "jobs: node worker.js");
  });

  it("put lenses above a line, which call commands that are there; those of the app only where one is linked", async () => {
    const { document } = await scratch.open("8/Procfile", "web: node server.js\n");
    const lenses = await execute<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 10);
    const known = new Set(await vscode.commands.getCommands());
    assert.deepEqual(lenses.map(({ command }) => command?.command.replace("herokuWorkbench.procfile.", "")).sort(), [
      "debug",

      "run",
    ]);
    for (const { command } of lenses) assert.ok(command && known.has(command.command));
  });

  it("keep quiet about a language that is switched off, and speak again", async () => {
    const { document } = await scratch.open("9/Procfile", "web node server.js\n");
    await problemsOf(document.uri, (codes) => codes.includes("missing-colon"));
    const settings = vscode.workspace.getConfiguration("herokuWorkbench");
    await settings.update("procfile.enabled", false, vscode.ConfigurationTarget.Global);
    await problemsOf(document.uri, (codes) => codes.length === 0);
    await settings.update("procfile.enabled", undefined, vscode.ConfigurationTarget.Global);
    await problemsOf(document.uri, (codes) => codes.includes("missing-colon"));
  });

  it("change how serious a problem is", async () => {
    const { document } = await scratch.open("10/Procfile", "web node server.js\n");
    const settings = vscode.workspace.getConfiguration("herokuWorkbench");
    await settings.update("problems", { "missing-colon": "off" }, vscode.ConfigurationTarget.Global);
    await problemsOf(document.uri, (codes) => !codes.includes("missing-colon"));
    await settings.update("problems", undefined, vscode.ConfigurationTarget.Global);
    await problemsOf(document.uri, (codes) => codes.includes("missing-colon"));
  });

  it("check app.json without a claim on JSON", async () => {
    const { document } = await scratch.open("11/app.json", '{ "name": 5 }\n');
    assert.equal(document.languageId, "json");
    await problemsOf(document.uri, (codes) => codes.length > 0);
    const at = new vscode.Position(0, 3);
    const [hover] = await execute<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, at);
    assert.notEqual(textOf(hover), "");
  });

  it("come back after a crash of their server", async () => {
    const { document } = await scratch.open("12/Procfile", "web node server.js\n");
    await problemsOf(document.uri, (codes) => codes.includes("missing-colon"));
    const client = await extension.languages.client;
    const before = client?.pid;
    assert.ok(before);
    process.kill(before, "SIGKILL");
    await until(() => client.pid !== undefined && client.pid !== before);
    const change = new vscode.WorkspaceEdit();
    change.insert(document.uri, new vscode.Position(0, 3), ":");
    await vscode.workspace.applyEdit(change);
    await problemsOf(document.uri, (codes) => !codes.includes("missing-colon"));
    assert.throws(() => process.kill(before, 0));
  });

  it("start their server anew when asked", async () => {
    const client = await extension.languages.client;
    const before = client?.pid;
    await vscode.commands.executeCommand("herokuWorkbench.languageServer.restart");
    assert.ok(before && client.pid && client.pid !== before, `${before} ${client?.pid}`);
    const { document } = await scratch.open("13/Procfile.dev", "web node server.js\n");
    await problemsOf(document.uri, (codes) => codes.includes("missing-colon"));
  });
});

function execute<T>(command: string, ...parameters: unknown[]): Thenable<T> {
  return vscode.commands.executeCommand<T>(command, ...parameters);
}

function labelOf(label: string | vscode.CompletionItemLabel): string {
  return typeof label === "string" ? label : label.label;
}

function textOf(hover: vscode.Hover | undefined): string {
  return (hover?.contents ?? []).map((it) => (typeof it === "string" ? it : it.value)).join("\n");
}

/** The client tells nobody when its server is another one. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(20);
}
