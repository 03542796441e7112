import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Locator } from "playwright-core";
import {
  clickLens,
  contextMenu,
  openFile,
  openHerokuView,
  openWorkbench,
  pane,
  pick,
  row,
  runCommand,
  screenshot,
  type Workbench,
  waitForDescription,
} from "./driver/driver.ts";

const port = 5231;
const files: Readonly<Record<string, string>> = {
  Procfile: "web: node web.js\nworker: cd jobs && node worker.js\n",
  ".env": `PORT=${port}\n`,
  "web.js": 'require("node:http").createServer((_, answer) => answer.end("hello")).listen(process.env.PORT);\n',
};
const worker = 'console.log("jobs are done in worker.js:1:9"); setInterval(() => {}, 1000);\n';

/** Where the output of local processes is read. */
describe("a person who runs a Procfile", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      // Text that a test can read is drawn without a graphics card.
      settings: { "terminal.integrated.gpuAcceleration": "off", "editor.minimap.enabled": false },
      prepare: async (folder) => {
        await rm(path.join(folder, "Procfile"), { force: true });
        for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
        await mkdir(path.join(folder, "jobs"));
        await writeFile(path.join(folder, "jobs/worker.js"), worker);
      },
    });
  });
  after(() => workbench?.close());

  const view = (): Locator => pane(workbench.page, "Local Processes");
  const terminalLine = (text: string | RegExp): Locator =>
    workbench.page.locator(".terminal-wrapper.active .xterm-rows > div").filter({ hasText: text });

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
});
