import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import type { FrameLocator, Page } from "playwright-core";
import {
  answer,
  clearNotifications,
  clickUntilGone,
  dismissQuickInput,
  notification,
  openHerokuView,
  openWorkbench,
  pick,
  quickInputText,
  row,
  runCommand,
  screenshot,
  untilReady,
  type Workbench,
  waitForOutput,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

describe("a person without an app", () => {
  let sandbox: E2eSandbox;
  let workbench: Workbench;
  let projects: string;
  const git = async (cwd: string, ...args: string[]) =>
    (
      await promisify(execFile)("git", args, { cwd, env: { ...process.env, ...workbench.testFolder.env } })
    ).stdout.trim();

  before(async () => {
    sandbox = await startE2eSandbox();
    workbench = await openWorkbench({ env: sandbox.env });
    projects = path.join(workbench.testFolder.path, "projects");
    await mkdir(projects);
    await git(workbench.folder, "init", "--quiet");
  });
  after(async () => {
    await workbench?.close();
    await sandbox?.close();
  });

  test("creates one with a name and two Enters, and the repository gets its remote", async () => {
    const { page } = workbench;
    await openHerokuView(page);
    await runCommand(page, "Heroku: Create App…");
    await answer(page, "Two Enters");
    await page.getByText("Only lower-case letters, digits and dashes.").waitFor();
    await page.locator(".quick-input-widget input").first().fill("two-enters");
    await page.getByText("two-enters seems to be free.").waitFor();
    await screenshot(page, "create-name");
    await page.keyboard.press("Enter");
    await optionsAre(page, /More options/);
    assert.match(await quickInputText(page), /heroku → hello-node/);
    await screenshot(page, "create-options");
    await page.keyboard.press("Enter");
    await notification(page, /Created two-enters; the git remote heroku leads to it/);
    await row(page, "two-enters").waitFor();
    assert.equal(await git(workbench.folder, "remote", "get-url", "heroku"), `${sandbox.apiUrl}/two-enters.git`);
  });

  test("is told while typing that a name is taken, and leaves without anything made", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await runCommand(page, "Heroku: Create App…");
    await answer(page, "two-enters");
    await page.getByText("An app is called two-enters already.").waitFor();
    await dismissQuickInput(page);
  });

  test("looks through the templates", async () => {
    const { page } = workbench;
    await runCommand(page, "Heroku: Create App from Template…");
    const gallery = webview(page);
    await gallery.getByRole("option", { name: /Node.js with Express/ }).waitFor();
    await screenshot(page, "gallery-dark");
    await gallery.getByRole("searchbox").fill("queue");
    await gallery.getByText("1 template", { exact: true }).waitFor();
    await gallery.getByRole("heading", { name: "Node.js with a worker and a queue" }).waitFor();
    await gallery.getByRole("searchbox").fill("static");
    await gallery.getByRole("searchbox").press("Enter");
  });

  test("creates from a template: a project here, an app there, and its page", async () => {
    const { page } = workbench;
    await answer(page, "from-template");
    await chooseFolder(page, projects);
    await optionsAre(page, /from-template/);
    await screenshot(page, "template-options");
    await pick(page, "Then");
    await pick(page, "open it in this window");
    await optionsAre(page, /open it in this window/);
    await pick(page, /Create App and Deploy/);
    await page.waitForURL(/from-template/, { timeout: 60_000 });
    await untilReady(page);
    await notification(page, /from-template is set up and running/, 60_000);
    const output = await waitForOutput(workbench, "Heroku: from-template deploy", /── deployed ──/);
    await page.locator(".part.panel .output-view").waitFor();
    await screenshot(page, "template-deployed");
    assert.match(output, /Node\.js app detected/);
    const folder = path.join(projects, "from-template");
    assert.equal(await git(folder, "remote", "get-url", "heroku"), `${sandbox.apiUrl}/from-template.git`);
    assert.equal(await git(folder, "status", "--porcelain"), "");
    assert.deepEqual(await readdir(projects), ["from-template"]);
    assert.match(await get(sandbox, "from-template"), /<h1>Hello from Heroku<\/h1>/);
  });
});

function webview(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
}

/** In VS Code's own folder dialog, which lists a folder before it takes it. */
async function chooseFolder(page: Page, folder: string): Promise<void> {
  const make = page.locator(".quick-input-widget .monaco-button").filter({ hasText: "Make the Project Here" });
  const first = page.locator(".quick-input-list .monaco-list-row");
  await make.waitFor();
  await first.filter({ hasText: ".cache" }).waitFor();
  await answer(page, `${folder}/`);
  await first.filter({ hasText: ".cache" }).waitFor({ state: "detached" });
  await clickUntilGone(make);
}

async function optionsAre(page: Page, shown: RegExp): Promise<void> {
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: shown }).first().waitFor();
}

async function get({ routerPort }: E2eSandbox, app: string): Promise<string> {
  const headers = { Host: `${app}.localhost:${routerPort}` };
  const request = http.get({ host: "127.0.0.1", port: routerPort, path: "/", headers, agent: false });
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  return text(response);
}
