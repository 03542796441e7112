import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import type { AppTarget } from "../../../src/editor/services.ts";
import { talking } from "../create/answering.ts";
import { documentOf, rowsOf, type SignedIn, signIn } from "./signed-in.ts";

const secret = "one-Value-Marker";

describe("one config var", () => {
  let signedIn: SignedIn;

  before(async () => {
    signedIn = await signIn();
  });
  after(() => signedIn.leave());
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  /** Nothing is sent, so nothing restarts. */
  const stays = async (target: AppTarget, act: () => Promise<unknown>): Promise<void> => {
    const before = [await signedIn.varsOf(target), await signedIn.releasesOf(target)];
    await act();
    assert.deepEqual([await signedIn.varsOf(target), await signedIn.releasesOf(target)], before);
  };

  describe("is edited", () => {
    it("in a box of dots, with one release, and nothing says its value", async () => {
      const target = await signedIn.newApp("one-edit", { A: "old-Marker", B: "1" });
      const before = await signedIn.releasesOf(target);
      const heard = await talking({ boxes: [secret] }, commands.editConfigVar, rowsOf(target).key("A"));
      assert.deepEqual(await signedIn.varsOf(target), { A: secret, B: "1" });
      assert.equal(await signedIn.releasesOf(target), before + 1);
      assert.match(heard, /^A of one-edit: One release; nothing runs.*\(dots\)$/m);
      assert.match(heard, /A is set on one-edit\. One release/);
      assert.doesNotMatch(heard, /Marker/);
    });

    it("after it was picked by its name, where there is no row", async () => {
      const target = await signedIn.newApp("one-pick", { A: "1", B: "1" });
      const heard = await talking({ said: ["B"], boxes: ["2"] }, commands.editConfigVar, "one-pick");
      assert.match(heard, /Edit config var of one-pick: A, B/);
      assert.deepEqual(await signedIn.varsOf(target), { A: "1", B: "2" });
    });

    it("not at all when the name or the value is declined, or there is nothing to edit", async () => {
      const target = await signedIn.newApp("one-declined", { A: "1" });
      await stays(target, async () => {
        await talking({ said: [undefined] }, commands.editConfigVar, "one-declined");
        await talking({ said: ["A"], boxes: [undefined] }, commands.editConfigVar, "one-declined");
        await talking({ boxes: [undefined] }, commands.editConfigVar, rowsOf(target).key("A"));
      });
      await signedIn.newApp("one-nothing", {});
      assert.match(await talking({}, commands.editConfigVar, "one-nothing"), /one-nothing has no config vars/);
    });

    it("not to what it is already", async () => {
      const target = await signedIn.newApp("one-same", { A: "same" });
      await stays(target, async () => {
        const heard = await talking({ boxes: ["same"] }, commands.editConfigVar, rowsOf(target).key("A"));
        assert.match(heard, /A of one-same has this value already/);
      });
    });

    it("with no value after a question: empty, removed, or left as it is", async () => {
      const target = await signedIn.newApp("one-empty", { A: "1", B: "1", C: "1" });
      const edit = (key: string, said: string | undefined) =>
        talking({ boxes: [""], said: [said] }, commands.editConfigVar, rowsOf(target).key(key));
      await stays(target, () => edit("A", undefined));
      const heard = await edit("B", "Set B to an empty value");
      assert.match(heard, /There is no value: Set B to an empty value, Delete B/);
      assert.match(await edit("C", "Delete C"), /C is removed from one-empty/);
      assert.deepEqual(await signedIn.varsOf(target), { A: "1", B: "" });
    });

    it("to nothing that is too large for Heroku, which is said while it is typed", async () => {
      const target = await signedIn.newApp("one-large", { A: "1" });
      await stays(target, async () => {
        const answers = { boxes: ["x".repeat(70_000), "nul\0", undefined] };
        const heard = await talking(answers, commands.editConfigVar, rowsOf(target).key("A"));
        assert.match(heard, /Heroku takes 64 KB for all config vars of an app together/);
        assert.match(heard, /cannot hold the character U\+0000/);
      });
    });

    it("in the document when it has several lines", async () => {
      const target = await signedIn.newApp("one-lines", { KEY: "first\nsecond\n" });
      const heard = await talking({}, commands.editConfigVar, rowsOf(target).key("KEY"));
      assert.match(heard, /KEY has several lines/);
      assert.match(documentOf(target).getText(), /^KEY=/m);
    });

    it("not when an add-on sets it, with its name", async () => {
      const target = await signedIn.newApp("one-locked", {});
      await signedIn.addAddon(target, "heroku-redis:mini");
      await stays(target, async () => {
        const heard = await talking({}, commands.editConfigVar, rowsOf(target).key("REDIS_URL"));
        assert.match(heard, /REDIS_URL.*add-on redis-/);
      });
    });

    it("asking whose value counts when somebody else changed it meanwhile", async () => {
      const target = await signedIn.newApp("one-conflict", { A: "base", B: "base" });
      const edit = (side: string | undefined) => {
        const typing = async () => {
          await signedIn.change(target, { A: "theirs-Marker", B: "theirs" });
          return "mine-Marker";
        };
        return talking({ boxes: [typing, side] }, commands.editConfigVar, rowsOf(target).key("A"));
      };
      const heard = await edit(undefined);
      assert.match(heard, /A was changed here and on one-conflict \(1\/1\).*Keep yours •+, Keep theirs •+/);
      assert.doesNotMatch(heard, /Marker/);
      assert.deepEqual(await signedIn.varsOf(target), { A: "theirs-Marker", B: "theirs" });
      await signedIn.change(target, { A: "base", B: "base" });
      await edit("Keep yours");
      assert.deepEqual(await signedIn.varsOf(target), { A: "mine-Marker", B: "theirs" });
    });
  });

  describe("is added", () => {
    it("with a name that is checked while it is typed, and a value, also an empty one", async () => {
      const target = await signedIn.newApp("one-add", { A: "1" });
      await talking({ said: ["B"], boxes: ["2"] }, commands.addConfigVar, rowsOf(target).group);
      const said = ["C", "Set C to an empty value"];
      const heard = await talking({ said, boxes: [""] }, commands.addConfigVar, "one-add");
      assert.match(heard, /There is no value: Set C to an empty value$/m);
      assert.deepEqual(await signedIn.varsOf(target), { A: "1", B: "2", C: "" });
    });

    it("not when it is there, its name is none, or a question is declined", async () => {
      const target = await signedIn.newApp("one-add-not", { A: "1" });
      await stays(target, async () => {
        const add = (said: readonly (string | undefined)[], ...boxes: (string | undefined)[]) =>
          talking({ said, boxes }, commands.addConfigVar, "one-add-not");
        assert.match(await add(["A"]), /A is there already; edit it instead/);
        assert.match(await add(["B-C"]), /Only letters, digits and _/);
        await add([undefined]);
        await add(["B"], undefined);
        await add(["B", undefined], "");
      });
    });
  });

  describe("cannot be written without the permission", () => {
    let target: AppTarget;
    const needed = /This needs the permission operate on one-view\. Ask an admin of team-of-one-view for it\./;

    before(async () => {
      target = await signedIn.appOfOthers("one-view", { A: "1", B: "1" }, ["view", "deploy"]);
    });

    const refused = (talk: Parameters<typeof talking>[0], command: string, ...args: unknown[]) =>
      stays(target, async () => {
        const heard = await talking(talk, command, ...args);
        assert.match(heard, /The config vars of one-view were not saved: /);
        assert.match(heard, needed);
        assert.doesNotMatch(heard, /Marker/);
      });

    it("edited", () => refused({ boxes: [secret] }, commands.editConfigVar, rowsOf(target).key("A")));
    it("added", () => refused({ said: ["NEW"], boxes: [secret] }, commands.addConfigVar, "one-view"));
    it("deleted", async () => {
      const rows = [rowsOf(target).key("A"), rowsOf(target).key("B")];
      await refused({ said: ["Save"] }, commands.deleteConfigVars, rows[0], rows);
    });
    it("copied from another app", async () => {
      const from = await signedIn.newApp("one-source", { A: secret });
      await refused({ said: ["one-view", "Save"], boxes: ["A"] }, commands.copyConfigVarsToApp, rowsOf(from).group);
    });
    it("saved from the document, which stays as it was typed", async () => {
      await vscode.commands.executeCommand(commands.editConfigVars, "one-view");
      const document = documentOf(target);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, `NEW=${secret}\n`);
      await vscode.workspace.applyEdit(edit);
      await refused({ said: ["Save"] }, commands.saveConfigVars);
      assert.match(document.getText(), new RegExp(`^NEW=${secret}$`, "m"));
      await vscode.commands.executeCommand(commands.discardConfigVars);
    });
  });

  it("cannot be seen by who may only look at the app", async () => {
    const target = await signedIn.appOfOthers("one-hidden", { A: secret }, ["view"]);
    const row = rowsOf(target).key("A");
    const needed = /This needs the permission deploy on one-hidden/;
    const { addConfigVar, copyConfigVar, deleteConfigVars, editConfigVar, pullConfigVars, revealAllConfigVars } =
      commands;
    for (const command of [editConfigVar, copyConfigVar, deleteConfigVars, addConfigVar, revealAllConfigVars])
      assert.match(await talking({}, command, row), needed, command);
    assert.match(await talking({}, pullConfigVars, "one-hidden"), needed);
  });

  it("of an app that is gone meanwhile is said to be gone", async () => {
    const target = await signedIn.newApp("one-gone", { A: "1" });
    await target.session.client.send("DELETE", "/apps/one-gone");
    for (const command of [commands.editConfigVar, commands.addConfigVar, commands.copyConfigVar]) {
      const heard = await talking({}, command, rowsOf(target).key("A"));
      assert.match(heard, /could not be read: .*find|no longer there/, command);
    }
  });

  it("leaves its value in no file of the editor", async () => {
    assert.deepEqual(await signedIn.filesWith("-Marker"), []);
  });
});
