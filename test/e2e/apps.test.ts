import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  answer,
  clearNotifications,
  clickWelcome,
  contextMenu,
  dismissQuickInput,
  expand,
  inlineAction,
  menuLabels,
  openExplorer,
  openHerokuView,
  openWorkbench,
  pick,
  pickLabels,
  quickInputText,
  row,
  rows,
  runCommand,
  screenshot,
  type Workbench,
  waitForDescription,
  waitForWelcome,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

describe("a person with apps", () => {
  let sandbox: E2eSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startE2eSandbox({ seed: "demo" });
    const { HEROKU_HOST = "" } = sandbox.env;
    workbench = await openWorkbench({ env: { HEROKU_HOST } });
  });
  after(async () => {
    await workbench?.close();
    await sandbox?.close();
  });

  test("signs in with a pasted API key; a wrong one is refused in the box", async () => {
    const { page } = workbench;
    await openHerokuView(page);
    await clickWelcome(page, "Sign In…");
    await pick(page, "API Key");
    await answer(page, "wrong-key");
    await page.getByText("does not accept this API key").waitFor();
    assert.match(await quickInputText(page), /Sign in to Heroku/);
    await answer(page, sandbox.env["HEROKU_API_KEY"] ?? "");
    await row(page, "demo-shop").waitFor();
    assert.deepEqual(
      (await rows(page)).map(({ label }) => label),
      ["demo-handbook", "demo-invoices", "demo-shop"],
    );
  });

  test("is still signed in after a reload", async () => {
    await openExplorer(workbench.page);
    await workbench.reload();
    await openHerokuView(workbench.page);
    await row(workbench.page, "demo-shop").waitFor();
  });

  test("sees processes, dynos and their states in words", async () => {
    const { page } = workbench;
    await expand(page, "demo-shop");
    await waitForDescription(page, "demo-shop", /^web ×1, worker ×1 Basic$/);
    await waitForDescription(page, "web", /^×1 Basic · node web\.mjs$/);
    await waitForDescription(page, "web.1", /^up · /);
    await waitForDescription(page, "worker.1", /^up · /);
    await waitForDescription(page, "demo-handbook", /^maintenance$/);
  });

  test("scales web to two, and the second dyno comes up", async () => {
    const { page } = workbench;
    await inlineAction(page, "web", "Scale");
    await answer(page, "many");
    await page.getByText("A whole number from 0 to 100").waitFor();
    await answer(page, "2");
    await pick(page, "Basic");
    await waitForDescription(page, "web.2", /^up · /);
    await waitForDescription(page, "web", /^×2 Basic/);
  });

  test("restarts one dyno, which is starting and then up again", async () => {
    const { page } = workbench;
    await contextMenu(page, "web.2", "Restart…");
    await waitForDescription(page, "web.2", /^starting/);
    await waitForDescription(page, "web.2", /^up · just now/);
  });

  test("reveals one config var, and copies it without showing it", async () => {
    const { page } = workbench;
    await expand(page, "Config Vars");
    await waitForDescription(page, "SESSION_SECRET", /^•+$/);
    await inlineAction(page, "CURRENCY", "Reveal Value");
    await waitForDescription(page, "CURRENCY", /^EUR$/);
    await inlineAction(page, "CURRENCY", "Hide Value");
    await waitForDescription(page, "CURRENCY", /^•+$/);
    await inlineAction(page, "SESSION_SECRET", "Copy Config Var Value");
    await page.getByText("Copied SESSION_SECRET").waitFor();
    await page.bringToFront();
    assert.equal(await page.evaluate("navigator.clipboard.readText()"), "only-a-demo-secret");
    assert.doesNotMatch(await page.locator(".part.sidebar").innerText(), /only-a-demo-secret/);
  });

  test("sees collaborators with their roles", async () => {
    const { page } = workbench;
    await expand(page, "Collaborators");
    await waitForDescription(page, "colleague@example.com", /^collaborator$/);
    await clearNotifications(page);
    await screenshot(page, "apps");
  });

  test("opens the app's page", async () => {
    const page = await workbench.opening(() => contextMenu(workbench.page, "demo-shop", "Open App"));
    await page.getByRole("heading", { name: "The demo shop" }).waitFor();
    assert.match(page.url(), /^http:\/\/demo-shop\.localhost:\d+\/$/);
    await page.close();
  });

  test("is asked for the app when a command has no row, and can decline", async () => {
    const { page } = workbench;
    await runCommand(page, "Heroku: Scale…");
    await page.getByPlaceholder("Choose an app").waitFor();
    assert.deepEqual(await pickLabels(page), ["demo-handbook", "demo-invoices", "demo-shop"]);
    await pick(page, "demo-shop");
    await page.getByPlaceholder("Choose a process type").waitFor();
    const types = (await pickLabels(page)).filter((label) => ["web", "worker"].includes(label));
    assert.deepEqual(types, ["web", "worker"]);
    await dismissQuickInput(page);
  });

  test("finds on a row only what makes sense there", async () => {
    const { page } = workbench;
    assert.ok((await menuLabels(page, "worker.1")).includes("Restart…"));
    assert.ok(!(await menuLabels(page, "worker.1")).includes("Scale…"));
    assert.ok((await menuLabels(page, "demo-shop")).includes("Copy"));
  });

  test("sees what was known, marked as old, when the sandbox is gone", async () => {
    const { page } = workbench;
    await sandbox.kill();
    await runCommand(page, "Heroku: Refresh Apps");
    await page.getByText(/Cannot reach 127\.0\.0\.1:\d+: nothing listens there\. Shown as of \d\d:\d\d\./).waitFor();
    await waitForDescription(page, "demo-shop", /as of \d\d:\d\d$/);
    await screenshot(page, "stale");
  });

  test("signs out, and is told how to go on", async () => {
    const { page } = workbench;
    await runCommand(page, "Heroku: Sign Out…");
    await waitForWelcome(page, /Sign In…[\s\S]*Start Local Sandbox/);
  });
});
