import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import {
  answer,
  clickLens,
  dismissQuickInput,
  editor,
  goToLine,
  hoverText,
  openFile,
  openHerokuView,
  openWorkbench,
  quickInputText,
  readableText,
  row,
  runCommand,
  screenshot,
  untilReadable,
  type Workbench,
  waitForOutput,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

const files: Readonly<Record<string, string>> = {
  Procfile: `# How each process of the shop starts
web: node server.js --port 3000
worker: node jobs/worker.js &
release: node migrate.js
clock node clock.js
`,
  ".env": `# Only for this computer
DATABASE_URL=postgres://shop:s3cr3t-words@localhost:5432/shop
SESSION_KEY="n0t-for-your-eyes"
PORT=5000
`,
  "app.json": `{
  "name": "Shop",
  "env": {
    "DATABASE_URL": { "description": "Where the orders are" },
    "MAIL_KEY": "from the mail service"
  },
  "formation": {
    "web": { "quantity": 1, "size": "hobby" }
  }
}
`,
  "package.json": `{
  "name": "shop",
  "scripts": { "start": "node server.js", "build": "node build.js" },
  "dependencies": { "express": "^5.0.0" }
}
`,
  "server.js":
    'const key = process.env.SESSION_KEY;\nconsole.log("listening on", process.env.PORT, key !== undefined);\n',
  "jobs/worker.js": "process.env.DATABASE_URL;\n",
  "migrate.js": "",
};

/** Writing a Procfile and a .env by hand, as the README shows it; its pictures are the README's. */
describe("a person writes a Procfile and a .env", () => {
  let sandbox: E2eSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startE2eSandbox({ seed: "demo" });
    workbench = await openWorkbench({
      env: sandbox.env,
      size: { width: 1280, height: 640 },
      prepare: (folder) => writeProject(folder, sandbox.apiUrl),
    });
  });
  after(async () => {
    await workbench?.close();
    await sandbox?.close();
  });

  test("sees what is wrong while typing, lenses and ports beside the lines", async () => {
    const { page } = workbench;
    await openHerokuView(page);
    await row(page, "demo-shop").waitFor();
    await openFile(page, "Procfile");
    await editor(page).locator(".squiggly-error, .squiggly-warning").first().waitFor();
    await page.locator(".codelens-decoration a").filter({ hasText: "Run" }).first().waitFor();
    await runCommand(page, "Problems: Focus on Problems View");
    await page.locator(".markers-panel .monaco-list-row").filter({ hasText: "missing-colon" }).first().waitFor();
    await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await page.locator(".markers-panel").getByText("There is no colon").click();
    await screenshot(page, "procfile");
  });

  test("is told what a process type is, and how it runs on the linked app", async () => {
    const { page } = workbench;
    const text = await hoverText(page, "web");
    assert.match(text, /Serves HTTP/);
    assert.match(text, /demo-shop/);
    await screenshot(page, "procfile-hover");
  });

  test("completes a process type and its command", async () => {
    const { page } = workbench;
    const suggestion = (text: string) =>
      page.locator(".suggest-widget.visible .monaco-list-row").filter({ hasText: text }).first();
    await goToLine(page, 5);
    await page.keyboard.press("Enter");
    await page.keyboard.type("c");
    await suggestion("console").waitFor();
    await page.keyboard.press("Backspace");
    await page.keyboard.type("urgentworker: ");
    await page.keyboard.press("Control+Space");
    await suggestion("npm start").waitFor();
    await screenshot(page, "procfile-completion");
    await page.keyboard.press("Escape");
    await runCommand(page, "File: Revert File");
  });

  test("runs a line in a terminal", async () => {
    const { page } = workbench;
    await clickLens(page, "Run");
    await page.locator(".terminal-wrapper.active, .terminal-tabs-entry, .single-terminal-tab").first().waitFor();
    await page.locator(".part.panel").getByText("Heroku Local").first().waitFor();
  });

  test("scales from the line, on the app that the folder deploys to", async () => {
    const { page } = workbench;
    await clickLens(page, "Scale");
    assert.match(await quickInputText(page), /Scale web of demo-shop/);
    await dismissQuickInput(page);
  });

  test("reads the log of that process alone", async () => {
    const { page } = workbench;
    await clickLens(page, "Logs");
    await waitForOutput(workbench, "Heroku: demo-shop", /web/);
  });

  test("keeps the values of .env to itself until it is asked", async () => {
    const { page } = workbench;
    await openFile(page, ".env");
    await untilReadable(page, "n0t-for-your-eyes", { isThere: false });
    assert.doesNotMatch(await readableText(page), /s3cr3t|n0t-for/);
    await screenshot(page, "dotenv");
    await goToLine(page, 3);
    await runCommand(page, "Heroku: Reveal Value at Cursor");
    await untilReadable(page, "n0t-for-your-eyes");
    assert.doesNotMatch(await readableText(page), /s3cr3t/);
    await goToLine(page, 1);
    await untilReadable(page, "n0t-for-your-eyes", { isThere: false });
    await page.locator('.editor-actions .action-label[aria-label^="Reveal Values"]').click();
    await untilReadable(page, "s3cr3t-words");
    await page.locator('.editor-actions .action-label[aria-label^="Mask Values"]').click();
    await untilReadable(page, "s3cr3t-words", { isThere: false });
  });

  const themes = { "Light Modern": "vs", "Dark High Contrast": "hc-black", "Light High Contrast": "hc-light" };
  for (const [theme, kind] of Object.entries(themes)) {
    test(`keeps them in ${theme} too, selected or not`, async () => {
      const { page } = workbench;
      await page.keyboard.press("ControlOrMeta+K");
      await page.keyboard.press("ControlOrMeta+T");
      await answer(page, theme);
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
      await editor(page).click();
      await page.keyboard.press("ControlOrMeta+A");
      // VS Code writes the styles of decorations anew for a theme, which takes it a moment.
      for (const value of ["s3cr3t-words", "n0t-for-your-eyes"]) await untilReadable(page, value, { isThere: false });
    });
  }

  test("masks them again in a file that was closed", async () => {
    const { page } = workbench;
    await runCommand(page, "Heroku: Reveal Values");
    await untilReadable(page, "s3cr3t-words");
    await page.locator(".tab.active").click({ button: "middle" });
    await page.locator(".tab.active").filter({ hasText: ".env" }).waitFor({ state: "hidden" });
    await openFile(page, ".env");
    await untilReadable(page, "s3cr3t-words", { isThere: false });
    assert.doesNotMatch(await readableText(page), /s3cr3t/);
  });
});

async function writeProject(folder: string, gitUrl: string): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  const git = (...args: string[]): void => void execFileSync("git", args, { cwd: folder });
  git("init", "--quiet");
  git("remote", "add", "heroku", `${gitUrl}/demo-shop.git`);
}
