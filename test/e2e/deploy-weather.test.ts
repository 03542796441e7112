import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { processIds } from "../../src/process/group.ts";
import {
  answer,
  clearNotifications,
  inlineAction,
  notification,
  openHerokuView,
  openWorkbench,
  pick,
  quickInputText,
  row,
  rows,
  runCommand,
  screenshot,
  type Workbench,
  waitForOutput,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

describe("a person deploys in bad weather", () => {
  let sandbox: E2eSandbox;
  let workbench: Workbench;
  let base: string;
  let root: string;
  const git = async (...args: string[]) =>
    (
      await promisify(execFile)("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", ...args], { cwd: root })
    ).stdout.trim();

  before(async () => {
    base = await realpath(await mkdtemp(path.join(os.tmpdir(), "e2e-weather-")));
    root = path.join(base, 'it\'s "one" repo');
    await mkdir(path.join(root, "api docs"), { recursive: true });
    await writeFile(path.join(root, "Procfile"), "web: node server.js\r\n");
    await writeFile(path.join(root, "package.json"), JSON.stringify({ name: "weather" }));
    const server = "require('http').createServer((_, r) => r.end('ok')).listen(process.env.PORT)";
    await writeFile(path.join(root, "server.js"), server);
    await writeFile(path.join(root, "api docs", "index.md"), "# Docs\n");
    await git("init", "--quiet");
    await git("add", "--all");
    await git("commit", "--quiet", "-m", "First");
    await git("checkout", "--quiet", "--detach");
    sandbox = await startE2eSandbox();
    workbench = await openWorkbench({ env: sandbox.env, folder: path.join(root, "api docs") });
  });
  after(async () => {
    await workbench?.close();
    await sandbox?.close();
    await rm(base, { recursive: true, force: true, maxRetries: 5 });
  });

  test("a folder inside a repository, HEAD detached, quotes in the path, CRLF in the Procfile, a random name", async () => {
    const { page } = workbench;
    await openHerokuView(page);
    await runCommand(page, "Heroku: Deploy to Heroku…");
    await page.getByText("Deploy the whole repository").waitFor();
    assert.match(await quickInputText(page), /Heroku builds from the root of the repository/);
    await screenshot(page, "deploy-subfolder");
    await pick(page, /Deploy the whole repository/);
    await pick(page, /Create new app/);
    await answer(page, "");
    await pick(page, /Create App/);
    const app = /Deployed (\S+) v3/.exec(await notification(page, /Deployed .* v3/, 60_000))?.[1] ?? "";
    assert.match(await git("remote", "get-url", "heroku"), new RegExp(`/${app}\\.git$`));
    await row(page, app).waitFor();
  });

  test("the sandbox is killed in the middle of a push, with a log open", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    const app = (await rows(page))[0]?.label ?? "";
    await inlineAction(page, app, "View Logs");
    await waitForOutput(workbench, `Heroku: ${app}`, /State changed from starting to up/);
    await writeFile(
      path.join(root, "package.json"),
      JSON.stringify({ name: "weather", scripts: { build: "sleep 64.04" } }),
    );
    await git("commit", "--quiet", "--all", "-m", "Slow");
    await runCommand(page, "Heroku: Deploy to Heroku…");
    await pick(page, /Deploy the whole repository/);
    await pick(page, app);
    await waitForOutput(workbench, `Heroku: ${app} deploy`, /Running build/);
    await sandbox.kill();
    const said = await notification(page, /was not deployed\. The connection was lost/);
    assert.match(said, /A build that has started goes on without it/);
    await waitForOutput(workbench, `Heroku: ${app}`, /── .*trying again ──/);
    assert.deepEqual(await running(`${app}.git`), []);
    assert.equal((await rows(page))[0]?.label, app);
    await screenshot(page, "deploy-killed");
  });
});

async function running(marker: string): Promise<string[]> {
  const commands = processIds().map((pid) => readFile(`/proc/${pid}/cmdline`, "latin1").catch(() => ""));
  return (await Promise.all(commands)).filter((command) => command.includes(marker) && command.includes("git"));
}
