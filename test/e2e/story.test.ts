import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import {
  answer,
  answerNotification,
  clearNotifications,
  contextMenu,
  expand,
  folderContextMenu,
  inlineAction,
  notification,
  openExplorer,
  openHerokuView,
  openWorkbench,
  outputText,
  pick,
  row,
  screenshot,
  type Workbench,
  waitForDescription,
  waitForOutput,
  waitForWelcome,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

const app = "my-first-app";
const buildOutput = `Heroku: ${app} deploy`;
const log = `Heroku: ${app}`;

/** The story that the README tells, by clicks and keys alone; its pictures are the README's. */
describe("a person deploys an app and watches it run", () => {
  let sandbox: E2eSandbox;
  let workbench: Workbench;
  let appPage: Page;

  before(async () => {
    sandbox = await startE2eSandbox();
    workbench = await openWorkbench({
      env: sandbox.env,
      settings: { "typescript.disableAutomaticTypeAcquisition": true },
    });
  });
  after(async () => {
    await workbench?.close();
    await sandbox?.close();
  });

  test("who has no app yet is told how to get one", async () => {
    await openHerokuView(workbench.page);
    await waitForWelcome(workbench.page, /Deploy/);
  });

  test("right-clicks the project folder and deploys it to a new app, reading the build as it runs", async () => {
    const { page } = workbench;
    await openExplorer(page);
    await row(page, "server.js").dblclick();
    await folderContextMenu(page, "Deploy to Heroku…");
    await pick(page, /with a .gitignore/);
    await pick(page, /Create new app/);
    await answer(page, app);
    await pick(page, /Create App/);
    const first = await waitForOutput(workbench, buildOutput, /-----> Building/);
    assert.doesNotMatch(first, /── deployed ──/, "the first lines are there before the last");
    await notification(page, /Deployed my-first-app v3/, 120_000);
    assert.match(await outputText(workbench, buildOutput), /Procfile declares types -> web[\s\S]*Released v3/);
    await screenshot(page, "build-output");
  });

  test("sees the app, its process and its dyno", async () => {
    const { page } = workbench;
    await openHerokuView(page);
    await expand(page, app);
    await waitForDescription(page, "web", /^×1 Basic · node server\.js$/);
    await waitForDescription(page, "web.1", /^up · /);
    await expand(page, "Config Vars");
    await expand(page, "Collaborators");
  });

  test("opens the page that the dyno serves", async () => {
    appPage = await workbench.opening(() => answerNotification(workbench.page, /Deployed my-first-app/, "Open App"));
    await appPage.getByText("This page comes from web.1").waitFor();
    await screenshot(appPage, "app-page");
  });

  test("reads the app's own lines and one line per request", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await inlineAction(page, app, "View Logs");
    await waitForOutput(workbench, log, /heroku\[web\.1\]: State changed from starting to up/);
    await waitForOutput(workbench, log, /app\[web\.1\]: GET \/$/m);
    await waitForOutput(workbench, log, /heroku\[router\]: at=info method=GET path="\/" .* dyno=web\.1 .* status=200/);
  });

  test("scales web to two, and both take requests", async () => {
    const { page } = workbench;
    await inlineAction(page, "web", "Scale");
    await answer(page, "2");
    await pick(page, "Basic");
    await waitForDescription(page, "web.2", /^up · /);
    await waitForDescription(page, "web", /^×2 Basic/);
    await answers(appPage, "web.2");
    await answers(appPage, "web.1");
    const text = await waitForOutput(workbench, log, /method=GET path="\/" .* dyno=web\.2 /);
    assert.match(text, /app\[api\]: Scaled to web@2:Basic by user/);
  });

  test("restarts the app, whose log shows SIGTERM and the new start", async () => {
    const { page } = workbench;
    const before = await outputText(workbench, log);
    await contextMenu(page, app, "Restart…");
    await waitForDescription(page, "web.1", /^starting/);
    await waitForDescription(page, "web.1", /^up · /);
    await waitForDescription(page, "web.2", /^up · /);
    const twiceUp = /(?:[\s\S]*heroku\[web\.2\]: State changed from starting to up){2}/;
    const after = await waitForOutput(workbench, log, twiceUp);
    const since = after.slice(before.length);
    for (const dyno of ["web.1", "web.2"]) {
      assert.match(since, new RegExp(`heroku\\[${dyno}\\]: Stopping all processes with SIGTERM`));
      assert.match(since, new RegExp(`app\\[${dyno}\\]: SIGTERM received, closing`));
      assert.match(since, new RegExp(`heroku\\[${dyno}\\]: Starting process with command`));
    }
    await screenshot(page, "workbench");
    await answers(appPage, "web.2");
  });
});

/** Reloads until a certain dyno answers: the router picks one at random. */
async function answers(page: Page, dyno: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    await page.reload();
    if (await page.getByText(`This page comes from ${dyno}`).isVisible()) return;
  }
  assert.fail(`${dyno} never answered in 60 requests`);
}
