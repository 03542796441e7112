import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { ignore, stateInGit } from "../../../src/editor/config/offer-to-ignore.ts";
import { commands } from "../../../src/editor/identifiers.ts";
import type { AppTarget } from "../../../src/editor/services.ts";
import { createScratchFolder } from "../languages/scratch-folder.ts";
import { accepting, declining, type SignedIn, signIn, skipQuestions, until } from "./signed-in.ts";

const nasty = {
  SPACES: "  two  words ",
  QUOTES: `it's "so"`,
  DOLLARS: `$HOME \${B} $(id) \`id\``,
  HASH: "a # b#c",
  UNICODE: "ünïcode ☪ 日本",
  LINES: "-----BEGIN-----\nabc\\n\n-----END-----\n",
  EMPTY: "",
  BACKSLASH: "c:\\new\\table",
};

describe("config vars, .env files and other apps", () => {
  let signedIn: SignedIn;
  const env = path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "", ".env");

  before(async () => {
    signedIn = await signIn();
    await skipQuestions(["config"]);
  });
  after(async () => {
    await skipQuestions(undefined);
    await signedIn.leave();
  });
  afterEach(() => rm(env, { force: true }));

  const run = (command: string, ...parameters: unknown[]) =>
    accepting(vscode.commands.executeCommand(command, ...parameters));
  const rowOf = ({ app, session }: AppTarget, key: string) => {
    const id = `app/${app.id}`;
    return { kind: "configVar", id: `${id}/config/${key}`, appId: app.id, sessionKey: session.key, key };
  };

  it("go into a new file that is its owner's only, and from there to an app, with the same bytes", async () => {
    const from = await signedIn.newApp("config-from", nasty);
    await run(commands.pullConfigVars, "config-from");
    if (process.platform !== "win32") assert.equal((await stat(env)).mode & 0o777, 0o600);
    const to = await signedIn.newApp("config-to", { KEPT: "1" });
    await run(commands.pushConfigVars, "config-to");
    assert.deepEqual(await signedIn.varsOf(to), { ...(await signedIn.varsOf(from)), KEPT: "1" });
  });

  it("keep what stands in the file, and what is not ticked", async () => {
    await signedIn.newApp("config-merge", { A: "app", B: "app" });
    await writeFile(env, "# mine\nA=local\n\nC='only here'\n");
    await run(commands.pullConfigVars, "config-merge");
    assert.equal(await readFile(env, "utf8"), "# mine\nA=local\n\nC='only here'\nB=app\n");
  });

  it("stay as they are when the person declines", async () => {
    const target = await signedIn.newApp("config-decline", { A: "1" });
    await declining(vscode.commands.executeCommand(commands.pullConfigVars, "config-decline"));
    await assert.rejects(stat(env), { code: "ENOENT" });
    await writeFile(env, "B=2\n");
    await declining(vscode.commands.executeCommand(commands.pushConfigVars, "config-decline"));
    assert.deepEqual(await signedIn.varsOf(target), { A: "1" });
  });

  it("are not pushed from a file that cannot be read", async () => {
    const target = await signedIn.newApp("config-broken", { A: "1" });
    await writeFile(env, 'B="open\nC=2\n');
    await run(commands.pushConfigVars, "config-broken");
    assert.deepEqual(await signedIn.varsOf(target), { A: "1" });
  });

  it("are deleted several at once, with one release; those of an add-on stay", async () => {
    const target = await signedIn.newApp("config-delete", { A: "1", B: "2", C: "3" });
    await signedIn.addAddon(target, "heroku-postgresql");
    await until(async () => "DATABASE_URL" in (await signedIn.varsOf(target)));
    const rows = ["A", "B", "DATABASE_URL"].map((key) => rowOf(target, key));
    const before = await signedIn.releasesOf(target);
    await run(commands.deleteConfigVars, rows[0], rows);
    assert.deepEqual(Object.keys(await signedIn.varsOf(target)).sort(), ["C", "DATABASE_URL"]);
    assert.equal(await signedIn.releasesOf(target), before + 1);
    await run(commands.editConfigVar, rows[2]);
    await signedIn.newApp("config-delete-copy", {});
  });

  it("are compared by name, and by value only when that is asked for", async () => {
    await signedIn.newApp("aa-config-left", { SAME: "same-Marker", OTHER: "left-Marker", ONLY: "only-Marker" });
    await signedIn.newApp("bb-config-right", { SAME: "same-Marker", OTHER: "right-Marker" });
    await run(commands.compareConfigVarsOfApps, "bb-config-right");
    const left = () => textWith("ONLY=");
    await until(() => left() !== undefined);
    assert.equal(
      left(),
      "ONLY=••••••••  not in bb-config-right\nOTHER=••••••••  differs from bb-config-right\nSAME=••••••••  same\n",
    );
    await vscode.commands.executeCommand(commands.toggleComparedValues);
    await until(() => /left-Marker/.test(left() ?? ""));
    await vscode.commands.executeCommand(commands.toggleComparedValues);
    await until(() => !/Marker/.test(left() ?? ""));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("are not saved without the permission, and what was typed stays", async () => {
    const target = await signedIn.appOfOthers("config-locked", { A: "1" }, ["view", "deploy"]);
    await writeFile(env, "TYPED=never-in-the-log\n");
    await run(commands.pushConfigVars, "config-locked");
    assert.deepEqual(await signedIn.varsOf(target), { A: "1" });
    const log = await signedIn.log(/permission operate on config-locked/);
    assert.doesNotMatch(log, /never-in-the-log/);
  });

  it("leave no value in any file of the editor, whatever was done with them", async () => {
    assert.deepEqual(await signedIn.filesWith("-Marker"), []);
    assert.deepEqual(await signedIn.filesWith("never-in-the-log"), []);
    assert.deepEqual(await signedIn.filesWith(nasty.UNICODE), []);
  });

  it("are kept out of git by one line in .gitignore", async () => {
    const scratch = await createScratchFolder();
    await scratch.write(".env", "A=1\n");
    await scratch.write(".gitignore", "node_modules");
    const file = path.join(scratch.path, ".env");
    execFileSync("git", ["init", "--quiet"], { cwd: scratch.path });
    assert.equal(await stateInGit(file), "open");
    await ignore(file);
    assert.equal(await readFile(path.join(scratch.path, ".gitignore"), "utf8"), "node_modules\n/.env\n");
    assert.equal(await stateInGit(file), "ignored");
    execFileSync("git", ["add", "--force", ".env"], { cwd: scratch.path });
    assert.equal(await stateInGit(file), "tracked");
    await scratch.remove();
  });
});

function textWith(text: string): string | undefined {
  const compared = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === "heroku-config-compared");
  return compared.map((document) => document.getText()).find((it) => it.includes(text));
}
