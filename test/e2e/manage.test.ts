import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import type { FrameLocator, Page } from "playwright-core";
import {
  answer,
  answerDialog,
  answerNotification,
  clearNotifications,
  clickUntilGone,
  contextMenu,
  dismissQuickInput,
  notification,
  openHerokuView,
  openWorkbench,
  pick,
  pickLabels,
  quickInputText,
  row,
  runCommand,
  screenshot,
  type Workbench,
  waitForDescription,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

describe("a person manages apps", () => {
  let sandbox: E2eSandbox;
  let workbench: Workbench;
  let parent: string;
  const git = async (folder: string, ...args: string[]) =>
    (await promisify(execFile)("git", args, { cwd: folder })).stdout.trim();

  before(async () => {
    sandbox = await startE2eSandbox({ seed: "demo" });
    parent = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-import-"));
    await mkdir(path.join(parent, "marker"));
    await pushHandbook(sandbox, parent, git);
    const prepare = async (folder: string) => {
      await git(folder, "init", "--quiet");
      await git(folder, "remote", "add", "staging", `${sandbox.apiUrl}/demo-invoices.git`);
    };
    workbench = await openWorkbench({ env: sandbox.env, prepare });
    await openHerokuView(workbench.page);
    await row(workbench.page, "demo-shop").waitFor();
  });
  after(async () => {
    await workbench?.close();
    await sandbox?.close();
    await rm(parent, { recursive: true, force: true });
  });

  test("imports an app with its history", async () => {
    const { page } = workbench;
    await runCommand(page, "Heroku: Import Existing App…");
    await page.getByPlaceholder("not in this workspace yet (by name)").waitFor();
    assert.deepEqual(
      (await pickLabels(page)).filter((label) => !label.startsWith("http")),
      ["demo-handbook", "demo-shop"],
    );
    await page.getByRole("button", { name: "Sort by name, descending" }).click();
    await page.getByPlaceholder("(by name, descending)").waitFor();
    await screenshot(page, "import-picker");
    await pick(page, "demo-handbook");
    await chooseFolder(page, parent);
    await page.getByText("demo-handbook is imported (Node.js)").waitFor();
    await screenshot(page, "import-install");
    await pick(page, /Not now/);
    await leaveClosed(page);
    await notification(page, /demo-handbook is in/);
    const folder = path.join(parent, "demo-handbook");
    assert.equal(await git(folder, "log", "--format=%s"), "A better handbook");
    assert.equal(await git(folder, "remote", "get-url", "heroku"), `${sandbox.apiUrl}/demo-handbook.git`);
    assert.doesNotMatch(await readFile(path.join(folder, ".git/config"), "utf8"), /HRKU|extraheader/i);
  });

  test("imports one that was never pushed by git from its slug", async () => {
    const { page } = workbench;
    // An Escape would close them first.
    await clearNotifications(page);
    await contextMenu(page, "demo-shop", "Import Existing App…");
    await chooseFolder(page, parent);
    await page.getByText("was never pushed by git").first().waitFor();
    await screenshot(page, "import-slug");
    await pick(page, /Download the source of v\d+/);
    await pick(page, /Not now/);
    await leaveClosed(page);
    const folder = path.join(parent, "demo-shop");
    assert.match(await readFile(path.join(folder, "web.mjs"), "utf8"), /The demo shop/);
    assert.match(await git(folder, "status", "--porcelain"), /\?\? web\.mjs/);
  });

  test("is asked what to do where the folder is there already", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await contextMenu(page, "demo-shop", "Import Existing App…");
    await chooseFolder(page, parent);
    await page
      .getByText("There is a folder demo-shop already")
      .or(page.getByText("Import as demo-shop-2"))
      .first()
      .waitFor();
    assert.match(await quickInputText(page), /It is a clone of demo-shop already/);
    await dismissQuickInput(page);
  });

  test("sees an app on a page, once, in dark and in light", async () => {
    const { page } = workbench;
    await contextMenu(page, "demo-shop", "App Info");
    const info = infoPage(page);
    await info.getByRole("heading", { level: 1, name: "demo-shop" }).waitFor();
    await info.getByRole("rowheader", { name: "worker" }).waitFor();
    await screenshot(page, "info-dark");
    assert.doesNotMatch(await info.locator("main").innerHTML(), /only-a-demo-secret/);
    await info.getByRole("button", { name: "Reveal SESSION_SECRET" }).click();
    await info.getByText("only-a-demo-secret").waitFor();
    await info.getByRole("button", { name: "Hide SESSION_SECRET" }).click();
    await info.getByText("only-a-demo-secret").waitFor({ state: "hidden" });
    await runCommand(page, "Preferences: Toggle between Light/Dark Themes");
    await page.locator(".monaco-workbench.vs").waitFor();
    await screenshot(page, "info-light");
    await runCommand(page, "Preferences: Toggle between Light/Dark Themes");
    await page.locator(".monaco-workbench.vs-dark").waitFor();
    await contextMenu(page, "demo-shop", "App Info");
    assert.equal(await page.locator(".tab").filter({ hasText: "demo-shop" }).count(), 1);
  });

  test("renames an app; its remote and its page follow", async () => {
    const { page } = workbench;
    await contextMenu(page, "demo-invoices", "App Info");
    await infoPage(page).getByRole("heading", { level: 1, name: "demo-invoices" }).waitFor();
    await contextMenu(page, "demo-invoices", "Rename App…");
    await answer(page, "demo-shop");
    await page.getByText("An app is called demo-shop already").waitFor();
    await screenshot(page, "rename-taken");
    await answer(page, "demo-bills");
    await notification(
      page,
      /demo-invoices is now called demo-bills\. Followed by the git remote staging in hello-node/,
    );
    await page.locator(".tab").filter({ hasText: "demo-bills" }).waitFor();
    await infoPage(page).getByRole("heading", { level: 1, name: "demo-bills" }).waitFor();
    assert.equal(await git(workbench.folder, "remote", "get-url", "staging"), `${sandbox.apiUrl}/demo-bills.git`);
  });

  test("turns maintenance mode on and off", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await contextMenu(page, "demo-bills", "Turn On Maintenance Mode");
    await waitForDescription(page, "demo-bills", /maintenance/);
    await infoPage(page).getByText("In maintenance mode").waitFor();
    await answerNotification(page, /Maintenance mode is on for demo-bills/, "Turn Off");
    await notification(page, /Maintenance mode is off for demo-bills/);
  });

  test("destroys an app by its name; its page closes, its folder stays", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await contextMenu(page, "demo-bills", "Destroy App…");
    await page.locator(".monaco-dialog-box").waitFor();
    await screenshot(page, "destroy-dialog");
    const words = await answerDialog(page, "Continue…");
    assert.match(
      words,
      /Destroy demo-bills for good\?[\s\S]*Owner: sandbox@example\.com, which is you[\s\S]*Kept: the local folder .*hello-node/,
    );
    await answer(page, "demo-bill");
    await page.getByText("This is not the name; type demo-bills").waitFor();
    await screenshot(page, "destroy-name");
    await answer(page, "demo-bills");
    await answerNotification(page, /demo-bills is destroyed\. Its local folder stays/, "Remove Remotes");
    await notification(page, /Removed the remote staging in hello-node/);
    await row(page, "demo-bills").waitFor({ state: "hidden" });
    await page.locator(".tab").filter({ hasText: "demo-bills" }).waitFor({ state: "hidden" });
    assert.equal(await git(workbench.folder, "remote"), "");
  });
});

async function leaveClosed(page: Page): Promise<void> {
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Open in this window" }).waitFor();
  await dismissQuickInput(page);
}

function infoPage(page: Page): FrameLocator {
  return page.locator("iframe.webview:visible").contentFrame().locator("iframe#active-frame").contentFrame();
}

/** In VS Code's own dialog for files, which lists a folder as soon as it has read what was typed. */
async function chooseFolder(page: Page, folder: string): Promise<void> {
  const widget = page.locator(".quick-input-widget");
  const button = widget.locator(".monaco-button").filter({ hasText: "Import Here" });
  await button.waitFor();
  await widget.locator(".quick-input-filter input").fill(`${folder}/`);
  await widget.locator(".label-name").filter({ hasText: "marker" }).waitFor();
  await clickUntilGone(button);
}

/** The demo's apps were built from folders: this one has a history too. */
async function pushHandbook(
  { apiUrl, env }: E2eSandbox,
  parent: string,
  git: (folder: string, ...args: string[]) => Promise<string>,
): Promise<void> {
  const folder = path.join(parent, "source");
  await mkdir(folder);
  await writeFile(path.join(folder, "package.json"), '{"name":"demo-handbook","version":"1.0.0","private":true}\n');
  await writeFile(
    path.join(folder, "Procfile"),
    "web: node -e 'require(\"http\").createServer().listen(process.env.PORT)'\n",
  );
  await git(folder, "init", "--quiet", "-b", "main");
  await git(folder, "add", "--all");
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  await git(folder, ...who, "commit", "--quiet", "-m", "A better handbook");
  const url = new URL(`${apiUrl}/demo-handbook.git`);
  url.username = "heroku";
  url.password = env["HEROKU_API_KEY"] ?? "";
  await git(folder, "push", "--quiet", url.href, "main");
  await rm(folder, { recursive: true });
}
