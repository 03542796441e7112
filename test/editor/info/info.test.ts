import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands, infoPanel } from "../../../src/editor/identifiers.ts";
import { readFacts } from "../../../src/editor/info/facts.ts";
import { createInfoPanels } from "../../../src/editor/info/info-panels.ts";
import { pageOf, stackWords } from "../../../src/editor/info/page.ts";
import { updateApp } from "../../../src/heroku/resources/apps.ts";
import { changeConfigVars } from "../../../src/heroku/resources/config-vars.ts";
import { signInBesideOther, type TwoAccounts } from "../two-accounts.ts";

describe("the page of an app", () => {
  let accounts: TwoAccounts;

  before(async () => {
    accounts = await signInBesideOther();
    await accounts.newApp("info-one");
    await accounts.newAppOfOther("info-shared");
  });
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await accounts.leave();
  });

  const tabs = (): string[] =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview)
      .map(({ label }) => label);
  const tabsBecome = (wanted: readonly string[]): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (tabs().join() !== wanted.join()) return;
        listener.dispose();
        resolve();
      };
      const listener = vscode.window.tabGroups.onDidChangeTabs(look);
      look();
    });
  const pageNow = async (name: string) => {
    const target = accounts.extension.services.apps.find(name);
    assert.ok(target);
    const facts = await readFacts(target.session, target.app.id);
    return pageOf(facts, { now: new Date(), account: accounts.email, isSandbox: true });
  };

  it("is one, however often it is opened", async () => {
    await vscode.commands.executeCommand(commands.appInfo, "info-one");
    await vscode.commands.executeCommand(commands.appInfo, "info-shared");
    await vscode.commands.executeCommand(commands.appInfo, "info-one");
    await tabsBecome(["info-one", "info-shared"]);
  });

  it("follows a rename, and closes when its app is destroyed", async () => {
    await updateApp(accounts.me, "info-one", { name: "info-new" });
    await accounts.extension.services.apps.refresh();
    await tabsBecome(["info-new", "info-shared"]);
    await accounts.me.send("DELETE", "/apps/info-new");
    await accounts.extension.services.apps.refresh();
    await tabsBecome(["info-shared"]);
  });

  it("is there again after a reload, and gone where it cannot be told whose it is", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const target = accounts.extension.services.apps.find("info-shared");
    assert.ok(target);
    const panels = createInfoPanels(accounts.extension.services);
    const newPanel = () => vscode.window.createWebviewPanel(infoPanel, "as it was", vscode.ViewColumn.One);
    const state = { appId: target.app.id, sessionKey: target.session.key, name: "info-shared" };
    panels.restore(newPanel(), state);
    await tabsBecome(["info-shared"]);
    for (const written of [undefined, null, "x", { appId: 1 }, state]) panels.restore(newPanel(), written);
    await tabsBecome(["info-shared"]);
    panels.dispose();
  });

  it("has every part, and no value of a config var", async () => {
    await changeConfigVars(accounts.other, "info-shared", { SECRET: "never-on-the-page", "A<b>": "x" }).catch(() =>
      changeConfigVars(accounts.other, "info-shared", { SECRET: "never-on-the-page" }),
    );
    await accounts.me
      .send("POST", "/apps/info-shared/addons", { plan: "heroku-postgresql:essential-0" })
      .catch(() => {});
    const page = await pageNow("info-shared");
    assert.match(page, /SECRET/);
    assert.doesNotMatch(page, /never-on-the-page/);
    for (const heading of [
      "Information",
      "Processes",
      "Config Vars",
      "Collaborators",
      "Releases",
      "Add-ons",
      "Domains",
    ])
      assert.match(page, new RegExp(`<h2[^>]*>[^<]*${heading}`), heading);
    assert.match(page, /other@example\.com/);
  });

  it("is readable for a screen reader: one h1, named sections, heads of tables with a scope, named buttons", async () => {
    const page = await pageNow("info-shared");
    assert.equal(page.match(/<h1/g)?.length, 1);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, "an id comes twice");
    for (const [, id] of page.matchAll(/<section aria-labelledby="([^"]+)"/g)) assert.ok(ids.includes(id), id);
    assert.ok(![...page.matchAll(/<th\b([^>]*)>/g)].some(([, rest]) => !/scope="(?:col|row)"/.test(rest ?? "")));
    assert.ok(![...page.matchAll(/<button([^>]*)>/g)].some(([, rest]) => !/aria-label="[^"]+"/.test(rest ?? "")));
    assert.doesNotMatch(page, /<script|\son\w+=|<img|style=/);
  });

  it("says what became of a stack", () => {
    const app = (name: string, next = name) => ({ stack: { id: "", name }, build_stack: { name: next } });
    assert.equal(stackWords(app("heroku-26")), "heroku-26");
    assert.match(
      stackWords(app("heroku-22", "heroku-24")),
      /^heroku-22 \(deprecated, ends on .*; heroku-24 with the next/,
    );
    assert.match(stackWords(app("cedar-14")), /retired/);
  });
});
