import assert from "node:assert/strict";
import * as vscode from "vscode";
import { addressOf } from "../../../src/editor/commands/open-app.ts";
import { commands } from "../../../src/editor/identifiers.ts";
import { openInEditor } from "../../../src/editor/lifecycle/open-in-editor.ts";
import { asHeroku } from "../as-heroku.ts";
import { person, saying } from "../person.ts";
import { signInBesideOther, type TwoAccounts } from "../two-accounts.ts";

const browser = "simpleBrowser.show";

describe("opening an app in the editor", () => {
  let accounts: TwoAccounts;
  let known: string[];
  const opened: unknown[] = [];
  const { executeCommand, getCommands } = vscode.commands;
  const { openExternal } = vscode.env;

  // Not every VS Code has a browser of its own, and the system's would stay open.
  before(async () => {
    accounts = await signInBesideOther();
    await accounts.newApp("tab-app");
    Object.assign(vscode.commands, {
      getCommands: async () => known,
      executeCommand: (command: string, ...args: unknown[]) =>
        command === browser ? opened.push(command, ...args) : executeCommand(command, ...args),
    });
    Object.assign(vscode.env, { openExternal: async (uri: vscode.Uri) => opened.push("system", uri.toString(true)) });
  });
  beforeEach(() => {
    opened.splice(0);
    known = [browser];
  });
  after(async () => {
    Object.assign(vscode.commands, { executeCommand, getCommands });
    Object.assign(vscode.env, { openExternal });
    await accounts.leave();
  });

  const address = async (): Promise<string | undefined> => {
    const target = accounts.extension.services.apps.find("tab-app");
    assert.ok(target);
    return (await addressOf(target.app, target.session))?.toString(true);
  };

  it("shows its page in a tab, without a question", async () => {
    assert.equal(await saying([], commands.openInEditor, "tab-app"), "");
    assert.deepEqual(opened, [browser, await address()]);
  });

  it("takes the system's browser where the editor has none", async () => {
    known = [];
    await saying([], commands.openInEditor, "tab-app");
    assert.deepEqual(opened, ["system", await address()]);
  });

  it("shows nothing when no app is chosen, nor of one that is gone or has no address", async () => {
    await saying([undefined], commands.openInEditor);
    assert.match(await saying([], commands.openInEditor, "tab-gone"), /That app is no longer there/);
    const services = asHeroku(accounts.extension.services, (target) => ({
      ...target,
      app: { ...target.app, web_url: null },
    }));
    const { heard, leave } = person();
    await openInEditor(services, "tab-app").finally(leave);
    assert.deepEqual(heard, ["tab-app has no web address."]);
    assert.deepEqual(opened, []);
  });
});
