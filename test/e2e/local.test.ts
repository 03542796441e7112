import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Locator } from "playwright-core";
import {
  answer,
  clickLens,
  clickWelcome,
  contextMenu,
  inlineAction,
  openFile,
  openHerokuView,
  openWorkbench,
  pane,
  pick,
  row,
  rows,
  runCommand,
  screenshot,
  type Workbench,
  waitForDescription,
  waitForWelcome,
} from "./driver/driver.ts";

const port = 5231;
const files: Readonly<Record<string, string>> = {
  Procfile: "web: node web.js\nworker: cd jobs && node worker.js\nclock: node clock.js\nrelease: node migrate.js\n",
  ".env": `PORT=${port}\nGREETING=hello\n`,
  "web.js": `
const http = require("node:http");
http.createServer((_, answer) => answer.end("hello from web")).listen(process.env.PORT, () => console.log("listening on", process.env.PORT));
`,
  "jobs/worker.js": 'console.log("jobs are done in worker.js:1:9"); setInterval(() => {}, 1000);\n',
  "clock.js": 'console.log("one tick"); setTimeout(() => process.exit(3), 1500);\n',
  "migrate.js": "",
};

/** Running the processes of a Procfile, and reading what they say. */
describe("a person with a Procfile", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      // Text that a test can read is drawn without a graphics card.
      settings: { "terminal.integrated.gpuAcceleration": "off", "editor.minimap.enabled": false },
      prepare: async (folder) => {
        await rm(path.join(folder, "Procfile"), { force: true });
        await mkdir(path.join(folder, "jobs"));
        for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
      },
    });
  });
  after(() => workbench?.close());

  const view = (): Locator => pane(workbench.page, "Local Processes");
  const terminalLine = (text: string | RegExp): Locator =>
    workbench.page.locator(".terminal-wrapper.active .xterm-rows > div").filter({ hasText: text });

  test("sees its process types, not running", async () => {
    await openHerokuView(workbench.page);
    await waitForDescription(view(), "web", /^stopped · node web\.js$/);
    assert.deepEqual(
      (await rows(view())).map(({ label }) => label),
      ["web", "worker", "clock", "release"],
    );
    await screenshot(workbench.page, "local-stopped");
  });

  test("runs a line with its lens, and reads in the terminal where it listens", async () => {
    const { page } = workbench;
    await openFile(page, "Procfile");
    await clickLens(page, "Run");
    await terminalLine(`ready on http://localhost:${port}`).waitFor();
    await terminalLine("all processes are ready").waitFor();
    await screenshot(page, "local-terminal-one");
  });

  test("runs a second line in the same terminal", async () => {
    const { page } = workbench;
    await clickLens(page, "Run", 1);
    await terminalLine(/worker\.1 +\| +jobs are done/).waitFor();
    await screenshot(page, "local-terminal-two");
  });

  test("follows a place in a file, relative to where the process runs", async () => {
    const { page } = workbench;
    const line = terminalLine(/jobs are done/).first();
    const box = await line.boundingBox();
    const text = await line.innerText();
    if (box === null) throw new Error("The line is not on the screen.");
    const perLetter = (await line.locator("span").last().boundingBox())?.width ?? 0;
    const last = await line.locator("span").last().innerText();
    const x = box.x + (text.indexOf("worker.js") + 3) * (perLetter / last.length);
    const y = box.y + box.height / 2;
    await page.mouse.move(x, y, { steps: 5 });
    await page.getByText("Follow link").waitFor();
    await screenshot(page, "local-terminal-link");
    await page.keyboard.down("ControlOrMeta");
    await page.mouse.click(x, y);
    await page.keyboard.up("ControlOrMeta");
    await page.locator('.tab.active[data-resource-name="worker.js"]').waitFor();
  });

  test("reads only one of them, and then all", async () => {
    const { page } = workbench;
    await openHerokuView(page);
    await contextMenu(view(), "worker", "Show Only This Output");
    await terminalLine(/worker\.1 +\| +jobs are done/).waitFor();
    await terminalLine(/ready on http/).waitFor({ state: "detached" });
    await screenshot(page, "local-terminal-filtered");
    await contextMenu(view(), "worker", "Show All Output");
    await terminalLine(/ready on http/).waitFor();
  });

  test("ends the run with Ctrl-C, reads its last words, and closes the terminal with a key", async () => {
    const { page } = workbench;
    await contextMenu(view(), "web", "Show Terminal");
    await page.locator(".terminal-wrapper.active .xterm-helper-textarea").focus();
    await page.keyboard.press("Control+C");
    await terminalLine(/Ended with status 130/).waitFor();
    await waitForDescription(view(), "web", /^stopped/);
    await screenshot(page, "local-terminal-ended");
    await page.keyboard.press("Enter");
    await page.locator(".terminal-wrapper.active").waitFor({ state: "detached" });
  });

  test("finds its processes in Run Task", async () => {
    const { page } = workbench;
    await page.keyboard.press("F1");
    await page.keyboard.type("Tasks: Run Task");
    await pick(page, "Tasks: Run Task");
    await pick(page, "heroku-local");
    await screenshot(page, "local-tasks");
    await pick(page, /worker/);
    await waitForDescription(view(), "worker", /^running/);
    await screenshot(page, "local-task");
    await runCommand(page, "Tasks: Terminate Task");
    await pick(page, "heroku-local: worker");
    await waitForDescription(view(), "worker", /^stopped/);
    await row(view(), "web").waitFor();
  });

  test("starts one, and it is running", async () => {
    await inlineAction(view(), "web", "Start");
    await waitForDescription(view(), "web", /^running · :\d+ · /);
    await waitForDescription(view(), "worker", /^stopped/);
    await screenshot(workbench.page, "local-web");
  });

  test("starts the others beside it, and sees one crash", async () => {
    const { page } = workbench;
    await view().locator(".pane-header").hover();
    await view().locator('.pane-header .action-label[aria-label^="Start Local Processes"]').click();
    await waitForDescription(view(), "worker", /^running/);
    await waitForDescription(view(), "clock", /^crashed \(exit 3\)/);
    await waitForDescription(view(), "web", /^running/);
    await waitForDescription(view(), "release", /^stopped/);
    await screenshot(page, "local-crash");
  });

  test("restarts one", async () => {
    const pid = async (): Promise<string> => (await row(view(), "worker").innerText()).match(/pid \d+/)?.[0] ?? "";
    const before = await pid();
    await inlineAction(view(), "worker", "Restart");
    await waitForDescription(view(), "worker", new RegExp(`^running(?!.*${before}$)`));
  });

  test("opens the page of web", async () => {
    const page = await workbench.opening(() => inlineAction(view(), "web", "Open in Browser"));
    await page.getByText("hello from web").waitFor();
    await page.close();
  });

  test("scales to three, each with a row of its own", async () => {
    const { page } = workbench;
    await contextMenu(view(), "web", "Scale Local Process…");
    await answer(page, "3");
    await waitForDescription(view(), "web", /^×3 · running/);
    await waitForDescription(view(), "web.3", /^running · :\d+/);
    await screenshot(page, "local-three");
    await inlineAction(view(), "web.2", "Stop");
    // The figures of processes that have just started change, and a row that is drawn anew swallows a click.
    await waitForDescription(view(), "web.2", /^stopp/, 6000).catch(() => inlineAction(view(), "web.2", "Stop"));
    await waitForDescription(view(), "web.2", /^stopped/);
    await waitForDescription(view(), "web.3", /^running/);
  });

  test("stops all", async () => {
    const { page } = workbench;
    await view().locator(".pane-header").hover();
    await view().locator('.pane-header .action-label[aria-label^="Stop Local Processes"]').click();
    await waitForDescription(view(), "worker", /^stopped/);
    await waitForDescription(view(), "web", /^×3 · stopped/);
    await screenshot(page, "local-after");
  });

  test("is offered a Procfile where there is none", async () => {
    const { page, folder } = workbench;
    await rm(path.join(folder, "Procfile"));
    await waitForWelcome(view(), /No Procfile here yet/);
    await screenshot(page, "local-welcome");
    await clickWelcome(view(), "Create Procfile");
    await page.locator(".monaco-editor .view-line").filter({ hasText: "npm" }).first().waitFor();
    await page.keyboard.press("ControlOrMeta+S");
    await waitForDescription(view(), "web", /^×3 · stopped · npm start$/);
  });
});
