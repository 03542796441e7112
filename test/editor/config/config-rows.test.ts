import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import type { AppTarget } from "../../../src/editor/services.ts";
import type { AppsViewInside } from "../../../src/editor/tree/apps-view.ts";
import type { AnyNode } from "../../../src/editor/tree/nodes.ts";
import { type Answered, asIs, talking } from "../create/answering.ts";
import { rowsOf, type SignedIn, signIn } from "./signed-in.ts";

describe("rows of config vars", () => {
  let signedIn: SignedIn;
  let view: AppsViewInside;

  before(async () => {
    signedIn = await signIn();
    view = signedIn.extension.services.apps as AppsViewInside;
  });
  after(() => signedIn.leave());

  const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);
  const children = async (node?: AnyNode): Promise<readonly AnyNode[]> => (await view.provider.getChildren(node)) ?? [];
  const groupOf = async ({ app }: AppTarget): Promise<AnyNode> => {
    const find = async (nodes: readonly AnyNode[]): Promise<AnyNode | undefined> => {
      for (const node of nodes) {
        if (node.kind === "app" && node.appId === app.id) return node;
        const below = node.kind === "group" ? await find(await children(node)) : undefined;
        if (below) return below;
      }
      return undefined;
    };
    const row = await find(await children());
    const group = (await children(row)).find(({ kind }) => kind === "config");
    assert.ok(group);
    return group;
  };
  /** `KEY=what is shown` */
  const shown = async (group: AnyNode): Promise<readonly string[]> => {
    const items = await Promise.all((await children(group)).map((node) => view.provider.getTreeItem(node)));
    return items.map(({ label, description }) => `${String(label)}=${String(description)}`);
  };
  const dots = "••••••••";

  it("show all values at once, one alone, and hide them again", async () => {
    const group = await groupOf(await signedIn.newApp("rows-reveal", { A: "one", B: "two", EMPTY: "" }));
    const hidden = [`A=${dots}`, `B=${dots}`, `EMPTY=${dots}`];
    assert.deepEqual(await shown(group), hidden);
    await run(commands.revealAllConfigVars, group);
    assert.deepEqual(await shown(group), ["A=one", "B=two", "EMPTY=(empty)"]);
    const rows = await children(group);
    await run(commands.hideConfigVar, rows[0], rows.slice(0, 2));
    assert.deepEqual(await shown(group), [`A=${dots}`, `B=${dots}`, "EMPTY=(empty)"]);
    await run(commands.hideAllConfigVars, group);
    assert.deepEqual(await shown(group), hidden);
    await run(commands.revealConfigVar, rows[1]);
    assert.deepEqual(await shown(group), [`A=${dots}`, "B=two", `EMPTY=${dots}`]);
  });

  it("hide all values also where the platform no longer tells them", async () => {
    const target = await signedIn.newApp("rows-gone", { A: "one" });
    const group = await groupOf(target);
    await shown(group);
    await run(commands.revealAllConfigVars, group);
    const look = async () => (await view.provider.getTreeItem((await children(group))[0] ?? group)).description;
    assert.equal(await look(), "one");
    await target.session.client.send("DELETE", "/apps/rows-gone");
    assert.equal(await talking({}, commands.hideAllConfigVars, group), "");
    assert.equal(await look(), dots);
  });

  it("ask for a row where there is none, and say when there is nothing to copy", async () => {
    assert.match(await talking({}, commands.revealConfigVar), /Choose a config var/);
    assert.match(await talking({}, commands.deleteConfigVars), /Choose config vars/);
    await signedIn.newApp("rows-empty", {});
    assert.match(await talking({}, commands.copyConfigVar, "rows-empty"), /rows-empty has no config vars/);
  });

  it("copy the names of all that are selected, one a line", async () => {
    const { key } = rowsOf(await signedIn.newApp("rows-names", { A: "1", B: "2" }));
    await run(commands.copyConfigVarName, key("A"));
    assert.equal(await vscode.env.clipboard.readText(), "A");
    await run(commands.copyConfigVarName, key("A"), [key("A"), key("B")]);
    assert.equal(await vscode.env.clipboard.readText(), "A\nB");
    await run(commands.copyConfigVarName);
    assert.equal(await vscode.env.clipboard.readText(), "A\nB", "nothing is selected");
  });

  it("copy a value as it is now, and nothing when it is declined or gone", async () => {
    const target = await signedIn.newApp("rows-value", { A: "old", B: "2" });
    await signedIn.change(target, { A: "new", B: null });
    await run(commands.copyConfigVar, rowsOf(target).key("A"));
    assert.equal(await vscode.env.clipboard.readText(), "new");
    assert.match(
      await talking({}, commands.copyConfigVar, rowsOf(target).key("B")),
      /B is no longer set on rows-value/,
    );
    await talking({ said: [undefined] }, commands.copyConfigVar, "rows-value");
    assert.equal(await vscode.env.clipboard.readText(), "new");
    await signedIn.change(target, { B: "picked" });
    await talking({ said: ["B"] }, commands.copyConfigVar, "rows-value");
    assert.equal(await vscode.env.clipboard.readText(), "picked");
  });

  describe("are copied to another app", () => {
    let from: AppTarget;
    let to: AppTarget;
    const before = { SAME: "same", OTHER: "kept-Marker" };

    beforeEach(async () => {
      const name = `rows-${Math.random().toString(36).slice(2, 10)}`;
      from = await signedIn.newApp(`${name}-from`, {
        SAME: "same",
        OTHER: "other-Marker",
        NEW: "new-Marker",
        PORT: "1",
      });
      to = await signedIn.newApp(`${name}-to`, before);
    });

    const copy = async (boxes: readonly Answered[], said: readonly (string | undefined)[], ...rows: unknown[]) => {
      const heard = await talking({ boxes, said }, commands.copyConfigVarsToApp, ...rows);
      assert.doesNotMatch(heard, /Marker/);
      return heard;
    };

    it("with what is new ticked, and nothing that overwrites or that the platform sets", async () => {
      const heard = await copy([asIs], [to.app.name, "Save"], rowsOf(from).group);
      assert.match(heard, /NEW add · •+, OTHER overwrite · •+ → •+, PORT add · •+; ticked: NEW$/m);
      assert.match(heard, /Save NEW of .*\nAdded: NEW/);
      assert.deepEqual(await signedIn.varsOf(to), { ...before, NEW: "new-Marker" });
    });

    it("with the selected rows ticked, from the palette, with one release", async () => {
      const { key } = rowsOf(from);
      const releases = await signedIn.releasesOf(to);
      const rows = [key("OTHER"), key("PORT")];
      const heard = await copy([asIs], [to.app.name, "Save"], rows[0], rows);
      assert.match(heard, /; ticked: OTHER, PORT$/m);
      assert.match(heard, /Set 2 config vars of/);
      assert.deepEqual(await signedIn.varsOf(to), { SAME: "same", OTHER: "other-Marker", PORT: "1" });
      await copy([/^NEW/], [from.app.name, to.app.name, "Save"]);
      assert.equal((await signedIn.varsOf(to))["NEW"], "new-Marker");
      assert.equal(await signedIn.releasesOf(to), releases + 2);
    });

    it("not when the app, the names or the review is declined, or nothing is ticked", async () => {
      const releases = await signedIn.releasesOf(to);
      await copy([], [undefined]);
      await copy([], [undefined], rowsOf(from).group);
      await copy([undefined], [to.app.name], rowsOf(from).group);
      await copy([asIs], [to.app.name, undefined], rowsOf(from).group);
      await signedIn.change(to, { NEW: "theirs", PORT: "2" });
      assert.match(await copy([asIs], [to.app.name], rowsOf(from).group), /; ticked: $/m);
      assert.deepEqual(await signedIn.varsOf(to), { ...before, NEW: "theirs", PORT: "2" });
      assert.equal(await signedIn.releasesOf(to), releases + 1);
    });

    it("not where both have the same, or an add-on of the other sets them", async () => {
      await signedIn.change(from, { NEW: null, OTHER: "kept-Marker", PORT: null, REDIS_URL: "mine" });
      await signedIn.addAddon(to, "heroku-redis:mini");
      assert.match(await copy([], [to.app.name], rowsOf(from).group), /have the same config vars/);
    });

    it("keeping what somebody else changed while the names were chosen", async () => {
      const choosing = async () => {
        await signedIn.change(to, { THEIRS: "1" });
        return "NEW";
      };
      await copy([choosing], [to.app.name, "Save"], rowsOf(from).group);
      assert.deepEqual(await signedIn.varsOf(to), { ...before, NEW: "new-Marker", THEIRS: "1" });
    });
  });
});
