import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import {
  answer,
  clickWelcome,
  contextMenu,
  inlineAction,
  openHerokuView,
  openWorkbench,
  pane,
  row,
  rows,
  screenshot,
  type Workbench,
  waitForDescription,
  waitForWelcome,
} from "./driver/driver.ts";

const files: Readonly<Record<string, string>> = {
  Procfile: "web: node web.js\nworker: node worker.js\nclock: node clock.js\nrelease: node migrate.js\n",
  ".env": "GREETING=hello\n",
  "web.js": `
const http = require("node:http");
http.createServer((_, answer) => answer.end("hello from web")).listen(process.env.PORT, () => console.log("listening on", process.env.PORT));
`,
  "worker.js": 'console.log("working"); setInterval(() => {}, 1000);\n',
  "clock.js": 'console.log("one tick"); setTimeout(() => process.exit(3), 1500);\n',
  "migrate.js": "",
};

/** Running the processes of a Procfile from the view. */
describe("a person with a Procfile", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      prepare: async (folder) => {
        await rm(path.join(folder, "Procfile"), { force: true });
        for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
      },
    });
  });
  after(() => workbench?.close());

  const view = () => pane(workbench.page, "Local Processes");

  test("sees its process types, not running", async () => {
    await openHerokuView(workbench.page);
    await waitForDescription(view(), "web", /^stopped · node web\.js$/);
    assert.deepEqual(
      (await rows(view())).map(({ label }) => label),
      ["web", "worker", "clock", "release"],
    );
    await screenshot(workbench.page, "local-stopped");
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
