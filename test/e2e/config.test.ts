import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import {
  answer,
  answerDialog,
  answerNotification,
  clearNotifications,
  contextMenu,
  expand,
  goToLine,
  inlineAction,
  notification,
  notifications,
  openExplorer,
  openHerokuView,
  openWorkbench,
  pick,
  quickInputText,
  readableText,
  row,
  screenshot,
  untilReadable,
  type Workbench,
  waitForDescription,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

describe("a person with config vars", () => {
  let sandbox: E2eSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startE2eSandbox({ seed: "demo" });
    workbench = await openWorkbench({
      env: sandbox.env,
      prepare: async (folder) => {
        execFileSync("git", ["init", "--quiet"], { cwd: folder });
        await writeFile(path.join(folder, ".gitignore"), "node_modules\n");
      },
    });
  });
  after(async () => {
    await workbench?.close();
    await sandbox?.close();
  });

  const platform = async (method: string, body?: Record<string, string>): Promise<Record<string, string>> => {
    const answered = await fetch(`${sandbox.apiUrl}/apps/demo-shop/config-vars`, {
      method,
      headers: {
        Authorization: `Bearer ${sandbox.env["HEROKU_API_KEY"]}`,
        Accept: "application/vnd.heroku+json; version=3",
        "Content-Type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(answered.ok, String(answered.status));
    return (await answered.json()) as Record<string, string>;
  };
  const draft = () => workbench.page.locator('.tab.active [aria-label*="Not saved to Heroku"]');
  const close = () => workbench.page.locator('.tab.active .tab-actions [aria-label^="Close"]').click();
  const modal = () => workbench.page.locator(".monaco-dialog-box");

  test("adds one, and the rules are checked while they type", async () => {
    const { page } = workbench;
    await openHerokuView(page);
    await expand(page, "demo-shop");
    await expand(page, "Config Vars");
    await inlineAction(page, "Config Vars", "Add Config Var");
    await answer(page, "MY-KEY");
    await page.getByText("Only letters, digits and _ may stand in a name.").waitFor();
    await answer(page, "GREETING");
    await page.locator(".quick-input-widget input[type=password]").waitFor();
    assert.match(await quickInputText(page), /One release; web and worker restart\./);
    await answer(page, "hello # world");
    await waitForDescription(page, "GREETING", /^•+$/);
    assert.equal((await platform("GET"))["GREETING"], "hello # world");
  });

  test("opens all of them as one document, with values hidden", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await contextMenu(page, "demo-shop", "Edit Config Vars");
    await page.locator(".tab.active").filter({ hasText: "demo-shop.env" }).waitFor();
    await untilReadable(page, "GREETING=");
    await untilReadable(page, "only-a-demo-secret", { isThere: false });
    assert.doesNotMatch(await readableText(page), /hello # world|postgres:/);
    await screenshot(page, "config-document");
  });

  test("keeps both sides' changes in a conflict, and chooses where both changed the same", async () => {
    const { page } = workbench;
    await goToLine(page, await lineOf("CURRENCY"));
    await page.keyboard.type("-mine");
    await page.keyboard.press("Enter");
    await page.keyboard.type("ADDED='by me'");
    await draft().waitFor();
    await screenshot(page, "config-draft");
    await platform("PATCH", { CURRENCY: "CHF", THEIRS: "kept" });
    await page.keyboard.press("Control+S");
    await page.getByText("CURRENCY was changed here and on demo-shop (1/1)").waitFor();
    assert.doesNotMatch(await quickInputText(page), /CHF|EUR/);
    await page.locator(".quick-input-titlebar [aria-label^='Reveal Values']").click();
    await page.locator(".quick-input-widget").getByText("CHF").first().waitFor();
    await screenshot(page, "config-conflict");
    await pick(page, "Keep yours");
    await modal().waitFor();
    await screenshot(page, "config-review");
    const words = await answerDialog(page, "Save");
    assert.match(words, /Save 2 config vars of demo-shop\?/);
    assert.match(words, /Added: ADDED\s+Changed: CURRENCY/);
    assert.match(words, /Changed by others meanwhile, and kept: THEIRS/);
    assert.match(words, /One release; web and worker restart\./);
    await notification(page, "Saved 2 config vars of demo-shop.");
    const { ADDED, CURRENCY, THEIRS } = await platform("GET");
    assert.deepEqual({ ADDED, CURRENCY, THEIRS }, { ADDED: "by me", CURRENCY: "EUR-mine", THEIRS: "kept" });
    await untilReadable(page, "THEIRS=");
  });

  test("declines a save, closes, and gets the draft back or lets it go", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await goToLine(page, await lineOf("GREETING"));
    await page.keyboard.press("Enter");
    await page.keyboard.type("DRAFT=1");
    await draft().waitFor();
    await page.keyboard.press("Control+S");
    assert.match(await answerDialog(page, "Cancel"), /Added: DRAFT/);
    await close();
    assert.match(await answerDialog(page, "Cancel"), /changes that are not saved to Heroku/);
    await untilReadable(page, "DRAFT=");
    await close();
    await answerDialog(page, "Discard");
    await page.locator(".tab").filter({ hasText: "demo-shop.env" }).waitFor({ state: "hidden" });
    assert.equal((await platform("GET"))["DRAFT"], undefined);
  });

  test("pulls to a new .env, and is offered to keep it out of git", async () => {
    const { page, folder } = workbench;
    await openHerokuView(page);
    await contextMenu(page, "demo-shop", "Config Vars", "Pull Config Vars to .env…");
    await page.getByText("Pull from demo-shop to .env").waitFor();
    assert.doesNotMatch(await quickInputText(page), /only-a-demo-secret/);
    await screenshot(page, "config-pull");
    await page.locator(".quick-input-action .monaco-button").first().click();
    await answerNotification(page, ".env is not ignored by git", "Add to .gitignore");
    const text = await readFile(path.join(folder, ".env"), "utf8");
    assert.match(text, /^GREETING="hello # world"$/m);
    await openExplorer(page);
    await row(page, ".env").waitFor();
    assert.match(await readFile(path.join(folder, ".gitignore"), "utf8"), /^node_modules\n\/\.env\n$/);
  });

  test("pushes what they changed there", async () => {
    const { page, folder } = workbench;
    await clearNotifications(page);
    const file = path.join(folder, ".env");
    await writeFile(file, `${await readFile(file, "utf8")}PUSHED="two words"\n`);
    await openExplorer(page);
    await contextMenu(page, ".env", "Heroku Config Vars", "Push .env to Config Vars…");
    await pick(page, "demo-shop");
    await page.getByText("Push from .env to demo-shop").waitFor();
    await screenshot(page, "config-push");
    await page.locator(".quick-input-action .monaco-button").first().click();
    assert.match(await answerDialog(page, "Save"), /Save PUSHED of demo-shop\?[\s\S]*Added: PUSHED/);
    await notification(page, "Set PUSHED of demo-shop.");
    assert.equal((await platform("GET"))["PUSHED"], "two words");
  });

  test("compares with the file, by name only", async () => {
    const { page } = workbench;
    await platform("PATCH", { CURRENCY: "USD" });
    await openExplorer(page);
    await contextMenu(page, ".env", "Heroku Config Vars", "Compare Config Vars with .env…");
    await pick(page, "demo-shop");
    await page
      .locator(".view-line")
      .filter({ hasText: /CURRENCY.*differs.from/ })
      .first()
      .waitFor();
    await clearNotifications(page);
    await screenshot(page, "config-compare");
  });

  test("never finds a value in a message", async () => {
    const said = (await notifications(workbench.page)).join("\n");
    assert.doesNotMatch(said, /hello # world|only-a-demo-secret|two words|EUR-mine/);
  });

  const lineOf = async (key: string): Promise<number> => {
    const lines = (await readableText(workbench.page)).split("\n");
    return lines.findIndex((line) => line.startsWith(`${key}=`)) + 1;
  };
});
