import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import {
  clickWelcome,
  notification,
  openHerokuView,
  openWorkbench,
  runCommand,
  screenshot,
  type Workbench,
  waitForWelcome,
  welcomeText,
} from "./driver/driver.ts";

describe("a person without an account", () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench?.close());

  test("starts the local sandbox from the view", async () => {
    await openHerokuView(workbench.page);
    await clickWelcome(workbench.page, "Start Local Sandbox");
    await notification(workbench.page, /The local sandbox is running/);
    await waitForWelcome(workbench.page, /sandbox is running.* has no apps yet/);
  });

  test("finds it running again after a reload, without a click", async () => {
    const before = await processId(workbench);
    await workbench.reload();
    await openHerokuView(workbench.page);
    await waitForWelcome(workbench.page, /sandbox is running.* has no apps yet/);
    assert.notEqual(await processId(workbench), before, "the last window that closes stops it");
    await screenshot(workbench.page, "resumed");
  });

  test("stops it, and a reload does not bring it back", async () => {
    const { page } = workbench;
    await runCommand(page, "Heroku: Stop Local Sandbox");
    await notification(page, /The local sandbox has stopped/);
    await workbench.reload();
    await openHerokuView(page);
    await waitForWelcome(page, /See, deploy, scale/);
    assert.doesNotMatch(await welcomeText(page), /Starting/);
  });
});

async function processId({ testFolder }: Workbench): Promise<number> {
  const storage = path.join(testFolder.dataDir, "data/User/globalStorage/heroku-workbench.heroku-workbench");
  return JSON.parse(await readFile(path.join(storage, "sandbox/ready.json"), "utf8")).pid;
}
