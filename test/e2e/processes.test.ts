import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import {
  answer,
  answerDialog,
  answerNotification,
  clearNotifications,
  contextMenu,
  expand,
  inlineAction,
  menuLabels,
  notification,
  openHerokuView,
  openWorkbench,
  pick,
  pickLabels,
  quickInputText,
  row,
  runCommand,
  screenshot,
  untilAsked,
  type Workbench,
  waitForDescription,
  waitForOutput,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

describe("a person who looks after an app", () => {
  let sandbox: E2eSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startE2eSandbox({ seed: "demo" });
    workbench = await openWorkbench({ env: sandbox.env });
    await openHerokuView(workbench.page);
    await expand(workbench.page, "demo-shop");
    await waitForDescription(workbench.page, "web.1", /^up · /);
  });
  after(async () => {
    await workbench?.close();
    await sandbox?.close();
  });

  test("sees what a scale costs while choosing number and size", async () => {
    const { page } = workbench;
    await contextMenu(page, "web", "Scale…");
    await shown(page, "How many dynos, 0 to 100? Now 1 × Basic. On Heroku: $7 a month.");
    await answer(page, "many");
    await shown(page, "A whole number from 0 to 100");
    await quickInput(page, "2");
    await shown(page, "1 → 2 × Basic. On Heroku: $7 → $14 a month (+$7).");
    await screenshot(page, "scale-quantity");
    await answer(page, "2");
    await shown(page, "1 GB · 2× CPU share");
    await screenshot(page, "scale-size");
    await pick(page, "Standard-2X");
    assert.equal(
      await notification(page, "Scaled demo-shop"),
      "Scaled demo-shop: web 1 × Basic → 2 × Standard-2X, worker 1 × Basic → 1 × Standard-2X.",
    );
    await waitForDescription(page, "web", /^×2 Standard-2X/);
    await waitForDescription(page, "web.2", /^up · /);
    await clearNotifications(page);
  });

  test("changes several types, and sends them together", async () => {
    const { page } = workbench;
    await contextMenu(page, "demo-shop", "Scale…");
    assert.ok((await pickLabels(page)).includes("worker"));
    await pick(page, "worker");
    await shown(page, "Now 1 × Standard-2X");
    await answer(page, "0");
    await pick(page, "Standard-2X");
    await shown(page, "Scale 1 process type");
    await pick(page, "web");
    await shown(page, "Now 2 × Standard-2X");
    await answer(page, "1");
    await pick(page, "Standard-2X");
    await shown(page, "Scale 2 process types");
    assert.match(await quickInputText(page), /On Heroku: \$150 → \$50 a month \(−\$100\)/);
    await screenshot(page, "scale-types");
    await pick(page, "Scale 2 process types");
    await waitForDescription(page, "web", /^×1 Standard-2X/);
    await waitForDescription(page, "worker", /^×0 Standard-2X/);
    await clearNotifications(page);
  });

  test("adds a dyno and takes it away again with one click each", async () => {
    const { page } = workbench;
    await inlineAction(page, "web", "Add a Dyno");
    await waitForDescription(page, "web", /^×2 Standard-2X/);
    await waitForDescription(page, "web.2", /^up · /);
    await row(page, "web").hover();
    await screenshot(page, "dyno-buttons");
    await inlineAction(page, "web", "Remove a Dyno");
    await waitForDescription(page, "web", /^×1 Standard-2X/);
    await row(page, "web.2").waitFor({ state: "hidden" });
    await clearNotifications(page);
  });

  test("restarts and watches", async () => {
    const { page } = workbench;
    await contextMenu(page, "web.1", "Restart and Tail Logs…");
    await waitForOutput(workbench, "Heroku: demo-shop", /log of web\.1 of demo-shop[\s\S]*Stopping all processes/);
    await waitForDescription(page, "web.1", /^up · just now/);
    await clearNotifications(page);
  });

  test("runs a command once, follows it, and hears how it ended", async () => {
    const { page } = workbench;
    await contextMenu(page, "demo-shop", "Run One-Off Dyno…");
    await shown(page, "node worker.mjs");
    await quickInput(page, "echo one-off says $((20 + 22)); exit 3");
    await screenshot(page, "run-command");
    await page.keyboard.press("Enter");
    await shown(page, "an hour");
    await page.keyboard.press("Enter");
    await waitForOutput(workbench, "Heroku: demo-shop", /log of run\.\d+ of demo-shop[\s\S]*one-off says 42/);
    await notification(page, /^run\.\d+ of demo-shop ended with status 3\.$/);
    await screenshot(page, "run-ended");
    await clearNotifications(page);
  });

  test("finds the command again, and stops a dyno that would run on", async () => {
    const { page } = workbench;
    await contextMenu(page, "demo-shop", "Run One-Off Dyno…");
    await shown(page, "echo one-off says");
    await answer(page, 'echo "for $WHOM only"; sleep 600');
    await pick(page, "Config Vars for This Run…");
    await shown(page, "A config var for this run only");
    await answer(page, "WHOM=now");
    await shown(page, "WHOM");
    await screenshot(page, "run-size");
    await pick(page, "Standard-2X");
    await waitForDescription(page, /^run\.\d+$/, /^up · /);
    await waitForOutput(workbench, "Heroku: demo-shop", /app\[run\.\d+\]: for now only/);
    assert.ok((await menuLabels(page, /^run\.\d+$/)).includes("Stop Dyno…"));
    await answerNotification(page, /^run\.\d+ of demo-shop is running/, "Stop");
    await notification(page, /^run\.\d+ of demo-shop ended with status 143\.$/);
    await row(page, /^run\.\d+$/).waitFor({ state: "hidden" });
    await clearNotifications(page);
  });

  test("adds collaborators, who are checked while typing", async () => {
    const { page } = workbench;
    await expand(page, "Collaborators");
    await untilAsked(page, () => inlineAction(page, "Collaborators", "Add Collaborators"));
    await quickInput(page, "colleague@example.com");
    await shown(page, "colleague@example.com already works on it.");
    await quickInput(page, "one@example.com, two");
    await shown(page, "two is no e-mail address.");
    await screenshot(page, "add-collaborators");
    await answer(page, "one@example.com, two@example.com");
    await row(page, "one@example.com").waitFor();
    await row(page, "two@example.com").waitFor();
    await notification(page, "Added one@example.com, two@example.com to demo-shop.");
    await clearNotifications(page);
  });

  test("removes two at once after one question", async () => {
    const { page } = workbench;
    await row(page, "one@example.com").click();
    await row(page, "two@example.com").click({ modifiers: ["Control"] });
    await contextMenu(page, "two@example.com", "Remove Collaborators…");
    await page.locator(".monaco-dialog-box").waitFor();
    await screenshot(page, "remove-collaborators");
    const question = await answerDialog(page, "Remove");
    assert.match(question, /Remove 2 collaborators\?[\s\S]*one@example\.com from demo-shop/);
    await row(page, "one@example.com").waitFor({ state: "hidden" });
    await row(page, "two@example.com").waitFor({ state: "hidden" });
    await row(page, "colleague@example.com").waitFor();
  });

  test("reaches all of it from the keyboard", async () => {
    const { page } = workbench;
    await runCommand(page, "Heroku: Remove Collaborators…");
    await pick(page, "demo-shop");
    await shown(page, "colleague@example.com");
    assert.ok(!(await pickLabels(page)).includes("sandbox@example.com"));
    await page.keyboard.press("Escape");
  });
});

/** What the open quick input says, below its field included. */
async function shown(page: Page, text: string): Promise<void> {
  await page.locator(".quick-input-widget").getByText(text).first().waitFor();
}

async function quickInput(page: Page, text: string): Promise<void> {
  await page.locator(".quick-input-widget .quick-input-filter input").fill(text);
}
