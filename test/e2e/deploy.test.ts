import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
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
  paletteOffers,
  pick,
  quickInputText,
  row,
  runCommand,
  screenshot,
  visibleOutput,
  type Workbench,
  waitForDescription,
  waitForOutput,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

describe("a person deploys a folder", () => {
  let sandbox: E2eSandbox;
  let workbench: Workbench;
  const git = async (...args: string[]) =>
    (
      await promisify(execFile)("git", args, {
        cwd: workbench.folder,
        env: { ...process.env, ...workbench.testFolder.env },
      })
    ).stdout.trim();

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
    await pick(page, /Create App/);
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
    assert.match((await visibleOutput(page)).join("\n"), /method=GET path="\/hello"/);
  });

  test("filters the log by a dyno in the same channel, and stops it", async () => {
    const { page } = workbench;
    await expand(page, "story-app");
    await expand(page, /^web/);
    await waitForDescription(page, "web.1", /^up/);
    // VS Code knows no row while the one above it is being refreshed: an action on it would ask for the app.
    await page.waitForTimeout(1500);
    await inlineAction(page, "web.1", "View Logs");
    const filtered = await waitForOutput(
      workbench,
      "Heroku: story-app",
      /── log of web\.1 of story-app ──(?:.|\n)*Listening/,
    );
    const after = filtered.slice(filtered.indexOf("web.1 of story-app"));
    assert.doesNotMatch(after, /heroku\[router\]|app\[api\]/);
    await page.getByRole("button", { name: /Streaming the log of story-app/ }).click();
    await waitForOutput(workbench, "Heroku: story-app", /── stopped ──$/m);
    assert.equal(await paletteOffers(page, "Heroku: Stop Logs"), false);
  });

  test("is told what is not committed, and deploys the last commit nevertheless", async () => {
    const { page } = workbench;
    await appendFile(path.join(workbench.folder, "server.js"), "\n// changed\n");
    await writeFile(path.join(workbench.folder, 'a "new" file.txt'), "");
    await runCommand(page, "Heroku: Deploy to Heroku…");
    await page.getByText("Deploy the last commit").waitFor();
    assert.match(await quickInputText(page), /1 changed, 1 new not committed/);
    await screenshot(page, "deploy-uncommitted");
    await pick(page, /Deploy the last commit/);
    await pick(page, /story-app/);
    await notification(page, /has this commit already/);
  });

  test("commits everything and deploys", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await openHerokuView(page);
    await contextMenu(page, "story-app", "Deploy to Heroku…");
    await pick(page, /Commit everything and deploy/);
    await answer(page, 'It\'s a "change"');
    await notification(page, /Deployed story-app v4/, 60_000);
    assert.equal(await git("log", "-1", "--format=%s"), 'It\'s a "change"');
    assert.equal(await git("rev-parse", "refs/remotes/heroku/main"), await git("rev-parse", "HEAD"));
  });

  test("cancels in the middle of a build, and nothing is released", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await commitBuildScript("sleep 63.03");
    await contextMenu(page, "story-app", "Deploy to Heroku…");
    await waitForOutput(workbench, "Heroku: story-app deploy", /Running build/);
    await screenshot(page, "deploy-progress");
    await answerNotification(page, /Deploying .* to story-app/, "Cancel");
    await notification(page, /cancelled, and its build too; nothing was released/);
    await screenshot(page, "deploy-cancelled");
  });

  test("is told why a build fails, with the output at hand", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await commitBuildScript("echo it-breaks-here && exit 3");
    await contextMenu(page, "story-app", "Deploy to Heroku…");
    assert.match(
      await notification(page, /story-app was not deployed\. The build failed/, 60_000),
      /The build failed: /,
    );
    await waitForOutput(workbench, "Heroku: story-app deploy", /it-breaks-here/);
    await screenshot(page, "deploy-failed");
  });

  async function commitBuildScript(build: string): Promise<void> {
    const file = path.join(workbench.folder, "package.json");
    const manifest = JSON.parse(await readFile(file, "utf8"));
    await writeFile(file, JSON.stringify({ ...manifest, scripts: { ...manifest.scripts, build } }, undefined, 2));
    await git("commit", "--quiet", "--all", "-m", "Change the build");
  }
});

/** Node resolves no `name.localhost`: the router goes by the Host header. */
async function get({ routerPort }: E2eSandbox, app: string, path: string): Promise<number | undefined> {
  const headers = { Host: `${app}.localhost:${routerPort}` };
  const request = http.get({ host: "127.0.0.1", port: routerPort, path, headers, agent: false });
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  response.resume();
  return response.statusCode;
}
