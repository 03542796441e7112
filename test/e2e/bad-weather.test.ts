import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { root } from "../../scripts/processes.ts";
import {
  answer,
  answerDialog,
  answerNotification,
  clearNotifications,
  contextMenu,
  expand,
  inlineAction,
  notification,
  openHerokuView,
  openWorkbench,
  outputText,
  pick,
  pickLabels,
  row,
  runCommand,
  screenshot,
  type Workbench,
  waitForDescription,
  waitForOutput,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

const app = "weather-app";

/** Two folders are open, one of them below the root of its repository. */
describe("a person in bad weather", () => {
  let base: string;
  let repository: string;
  let sandbox: E2eSandbox;
  let workbench: Workbench;

  const git = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)("git", args, { cwd: repository, env: gitEnvironment() })).stdout.trim();
  const gitEnvironment = () => ({
    ...process.env,
    GIT_CONFIG_GLOBAL: path.join(base, "gitconfig"),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
  });
  const api = async (method: string, where: string): Promise<number> => {
    const headers = {
      accept: "application/vnd.heroku+json; version=3",
      authorization: `Bearer ${sandbox.env["HEROKU_API_KEY"]}`,
    };
    return (await fetch(`${sandbox.apiUrl}${where}`, { method, headers })).status;
  };

  before(async () => {
    base = await realpath(await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-weather-")));
    repository = path.join(base, 'it\'s a "project" of %s');
    await writeFile(
      path.join(base, "gitconfig"),
      "[user]\n\tname = Test\n\temail = test@example.com\n[init]\n\tdefaultBranch = main\n",
    );
    await cp(path.join(root, "test/apps/hello-node"), repository, { recursive: true });
    await mkdir(path.join(repository, "docs"));
    await writeFile(path.join(repository, "docs", "index.md"), "# Docs\n");
    await mkdir(path.join(base, "notes"));
    await git("init", "--quiet");
    await git("add", "--all");
    await git("commit", "--quiet", "-m", "First");
    const file = path.join(base, "two.code-workspace");
    const folders = [{ path: path.join(repository, "docs") }, { path: path.join(base, "notes") }];
    await writeFile(file, JSON.stringify({ folders }));
    sandbox = await startE2eSandbox();
    workbench = await openWorkbench({ env: sandbox.env, folder: file });
  });
  after(async () => {
    await workbench?.close();
    await sandbox?.close();
    await rm(base, { recursive: true, force: true, maxRetries: 5 });
  });

  test("is asked which of two folders to deploy, and sees at once that the app is this workspace's", async () => {
    const { page } = workbench;
    await openHerokuView(page);
    await runCommand(page, "Heroku: Deploy to Heroku…");
    await page.getByPlaceholder("Choose the folder to deploy").waitFor();
    assert.deepEqual(await pickLabels(page), ["docs", "notes"]);
    await pick(page, "docs");
    await pick(page, /Deploy the whole repository/);
    await pick(page, /Create new app/);
    await answer(page, app);
    await pick(page, /Create App/);
    await notification(page, /Deployed weather-app v3/, 60_000);
    await waitForDescription(page, app, /^this workspace/);
    await expand(page, app);
    await waitForDescription(page, "web.1", /^up · /);
  });

  test("whose history was rewritten is offered to deploy it nevertheless", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await git("commit", "--quiet", "--amend", "-m", "First, again");
    await contextMenu(page, app, "Deploy to Heroku…");
    await pick(page, /Deploy the whole repository/);
    const said = await notification(page, /weather-app was not deployed/);
    await screenshot(page, "deploy-force");
    assert.doesNotMatch(said, /fatal|error:|non-fast-forward/);
    await answerNotification(page, /weather-app was not deployed/, "Deploy This Commit Instead");
    await notification(page, /Deployed weather-app v4/, 60_000);
  });

  test("is asked before a deploy while someone else's build is under way", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await writeFile(
      path.join(repository, "package.json"),
      JSON.stringify({ name: "weather", scripts: { build: "sleep 65.05" } }),
    );
    await git("commit", "--quiet", "--all", "-m", "Slow");
    const url = new URL(`${sandbox.apiUrl}/${app}.git`);
    url.username = "heroku";
    url.password = sandbox.env["HEROKU_API_KEY"] ?? "";
    const other = spawn("git", ["push", "--quiet", url.href, "HEAD:main"], { cwd: repository, env: gitEnvironment() });
    const ended = once(other, "exit");
    await saying(other.stderr, "Running build");
    await contextMenu(page, app, "Deploy to Heroku…");
    await pick(page, /Deploy the whole repository/);
    await page.locator(".monaco-dialog-box").waitFor();
    await screenshot(page, "deploy-under-way");
    assert.match(await answerDialog(page, "Cancel"), /A build of weather-app is under way already/);
    other.kill("SIGKILL");
    await ended;
  });

  test("sees tree and log go on when the platform was away for a moment", async () => {
    const { page } = workbench;
    await inlineAction(page, app, "View Logs");
    await waitForOutput(workbench, `Heroku: ${app}`, /State changed from starting to up/);
    await sandbox.kill();
    await page.getByText(/Cannot reach .* Shown as of/).waitFor({ timeout: 40_000 });
    await waitForOutput(workbench, `Heroku: ${app}`, /── .*trying again ──/);
    await screenshot(page, "away");
    await sandbox.restart();
    await page.getByText("Local sandbox on this computer").waitFor({ timeout: 15_000 });
    await waitForDescription(page, "web.1", /^up · /, 15_000);
    await waitForOutput(workbench, `Heroku: ${app}`, /── connected again ──/, 15_000);
    const text = await outputText(workbench, `Heroku: ${app}`);
    assert.equal(text.match(/trying again/g)?.length, 1);
  });

  test("sees the row of an app go that was deleted elsewhere", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    assert.equal(await api("DELETE", `/apps/${app}`), 200);
    await row(page, app).waitFor({ state: "detached", timeout: 15_000 });
    await page.getByText("It has no apps yet").waitFor();
    await waitForOutput(workbench, `Heroku: ${app}`, /── (?:the app is gone|end of the log) ──/);
    await screenshot(page, "deleted-elsewhere");
  });

  test("is told to wait when the account has asked too much", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    assert.equal(await api("POST", "/apps"), 201);
    await runCommand(page, "Heroku: Refresh Apps");
    await row(page, /-/).waitFor();
    await sandbox.restart({ rateLimitPool: 1, rateLimitPerMinute: 1 });
    await api("GET", "/account");
    await runCommand(page, "Heroku: Refresh Apps");
    await page.getByText(/rate limit.* Wait \d+ s\. Shown as of/).waitFor();
    await screenshot(page, "rate-limit");
    await row(page, /-/).waitFor();
  });
});

/** Waits until a program has said a text; what it says later is read too, so that it never has to wait. */
function saying(output: Readable, text: string): Promise<void> {
  let said = "";
  return new Promise((resolve) => {
    output.on("data", (chunk) => {
      said += chunk;
      if (said.includes(text)) resolve();
    });
  });
}
