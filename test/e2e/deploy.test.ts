import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import {
  answer,
  answerNotification,
  clearNotifications,
  folderContextMenu,
  notification,
  openExplorer,
  openHerokuView,
  openWorkbench,
  pick,
  row,
  rows,
  screenshot,
  visibleOutput,
  type Workbench,
  waitForOutput,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

describe("a person deploys a folder", () => {
  let sandbox: E2eSandbox;
  let workbench: Workbench;
  const git = async (...args: string[]) =>
    (await promisify(execFile)("git", args, { cwd: workbench.folder })).stdout.trim();

  before(async () => {
    sandbox = await startE2eSandbox();
    workbench = await openWorkbench({ env: sandbox.env });
  });
  after(async () => {
    await workbench?.close();
    await sandbox?.close();
  });

  test("that is in no repository yet, to a new app", async () => {
    const { page } = workbench;
    await openHerokuView(page);
    await openExplorer(page);
    await folderContextMenu(page, "Deploy to Heroku…");
    await pick(page, /with a .gitignore/);
    await pick(page, /Create new app/);
    await answer(page, "story-app");
    await notification(page, /Deployed story-app/, 120_000);
    await screenshot(page, "build-output");
    const output = await waitForOutput(workbench, "Heroku: story-app deploy", /── deployed ──/);
    assert.match(output, /^-----> /m);
    assert.ok(!output.includes("remote:"));
    assert.equal(await git("remote", "get-url", "heroku"), `${sandbox.apiUrl}/story-app.git`);
    assert.equal(await git("status", "--porcelain"), "");
    assert.doesNotMatch(await git("config", "--list", "--local"), /HRKU|extraheader/i);
  });

  test("and views its log", async () => {
    const { page } = workbench;
    await answerNotification(page, /Deployed story-app/, "View Logs");
    await waitForOutput(workbench, "Heroku: story-app", /heroku\[web\.1\]: State changed from starting to up/);
    await clearNotifications(page);
    await get(sandbox, "story-app", "/hello");
    await waitForOutput(workbench, "Heroku: story-app", /heroku\[router\]: at=info method=GET path="\/hello"/);
    await openHerokuView(page);
    await row(page, "story-app").waitFor();
    await screenshot(page, "log-output");
    process.stdout.write((await visibleOutput(page)).join("\n"));
    process.stdout.write(JSON.stringify(await rows(page)));
  });
});

/** Node resolves no `name.localhost`: the router goes by the Host header. */
async function get({ routerPort }: E2eSandbox, app: string, path: string): Promise<number | undefined> {
  const headers = { Host: `${app}.localhost:${routerPort}` };
  const request = http.get({ host: "127.0.0.1", port: routerPort, path, headers, agent: false });
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  response.resume();
  return response.statusCode;
}
