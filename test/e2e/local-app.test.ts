import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import {
  answer,
  answerDialog,
  answerNotification,
  clearNotifications,
  clickLens,
  contextMenu,
  editor,
  goToLine,
  notification,
  openFile,
  openHerokuView,
  openWorkbench,
  pane,
  pick,
  pickLabels,
  quickInputText,
  row,
  runCommand,
  screenshot,
  untilReadable,
  type Workbench,
  waitForDescription,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

const port = 5173;
const files: Readonly<Record<string, string>> = {
  Procfile: "web: npm start --silent\nworker: node worker.js\n",
  "package.json": '{ "name": "shop", "scripts": { "start": "node web.js" } }\n',
  ".env": `PORT=${port}\nGREETING=of the file\n`,
  "app.json": JSON.stringify({ env: { GREETING: {}, MAP_KEY: { description: "From the dashboard of the maps" } } }),
  "web.js": `const http = require("node:http");
const { PORT } = process.env;
const server = http.createServer((_, answer) => answer.end(JSON.stringify(process.env)));
server.listen(PORT, () => console.log("listening on", PORT));
`,
  "worker.js": 'console.log("working"); setInterval(() => {}, 1000);\n',
};

/** With what an app is configured, with its requests, and under the debugger. */
describe("a person who works at an app's code", () => {
  let sandbox: E2eSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startE2eSandbox({ seed: "demo" });
    workbench = await openWorkbench({
      env: sandbox.env,
      prepare: async (folder) => {
        await rm(path.join(folder, "Procfile"), { force: true });
        for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
      },
    });
  });
  after(async () => {
    await workbench?.close();
    await sandbox?.close();
  });

  /** What the web process finds, once it listens: nothing tells of that. */
  const variables = async (): Promise<Record<string, string>> => {
    for (;;) {
      const answered = await fetch(`http://localhost:${port}`).catch(() => wait(50));
      if (answered) return (await answered.json()) as Record<string, string>;
    }
  };
  const view = () => pane(workbench.page, "Local Processes");
  const toolbar = () => workbench.page.locator(".debug-toolbar");
  const dialog = () => workbench.page.locator(".monaco-dialog-box");

  test("is told what leads to the app's data, and asked for what app.json requires", async () => {
    const { page } = workbench;
    await openHerokuView(page);
    await row(pane(page, "Local Processes"), "web").waitFor();
    await runCommand(page, "Heroku: Start with the Config Vars of an App…");
    await pick(page, "demo-shop");
    await dialog().waitFor();
    await screenshot(page, "local-config-vars");
    const words = await dialog().innerText();
    assert.match(words, /Use the config vars of demo-shop on this machine\?/);
    assert.match(words, /DATABASE_URL \(/);
    await dialog().getByRole("button", { name: "Start Without These" }).click();
    await dialog().getByText("app.json requires config vars").waitFor();
    await screenshot(page, "local-required");
    assert.match(await answerDialog(page, "Enter Values…"), /MAP_KEY/);
    assert.match(await quickInputText(page), /From the dashboard of the maps/);
    await page.locator(".quick-input-widget input[type=password]").waitFor();
    await answer(page, "key-of-mine");
    await pickLabels(page);
    await screenshot(page, "local-keep");
    await pick(page, "Until this window closes");
    await notification(page, /Procfile runs with \d+ config vars of demo-shop, without DATABASE_URL/);
    await waitForDescription(pane(page, "Local Processes"), "web", /^running/);
    const found = await variables();
    assert.equal(found["MAP_KEY"], "key-of-mine");
    assert.equal(found["DATABASE_URL"], undefined);
  });

  test("runs a command once, in a terminal that stays", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await runCommand(page, "Heroku: Run One-off Command Locally…");
    await page.getByText("Run a command with the .env of").waitFor();
    await answer(page, `node -p "'greeting: ' + process.env.GREETING"`);
    await page
      .getByRole("tab", { name: /node -p/ })
      .or(page.locator(".terminal-tabs-entry, .single-terminal-tab").filter({ hasText: "node -p" }))
      .first()
      .waitFor();
    await screenshot(page, "local-one-off");
    await runCommand(page, "Heroku: Run One-off Command Locally…");
    await page.getByText("Run a command with the .env of").waitFor();
    assert.match((await pickLabels(page)).join("\n"), /node -p/);
    await page.keyboard.press("Escape");
  });

  test("starts it again from the app, with all of them; what app.json requires is still known", async () => {
    const { page } = workbench;
    const apps = pane(page, "My Heroku Applications");
    await contextMenu(apps, "demo-shop", "Config Vars", "Start with the Config Vars of an App…");
    await dialog().getByRole("button", { name: "Start With All" }).click();
    await dialog().getByText("Restart Procfile").waitFor();
    assert.match(await answerDialog(page, "Restart"), /Its processes run already/);
    await notification(page, /Procfile runs with \d+ config vars of demo-shop\./);
    assert.match((await variables())["DATABASE_URL"] ?? "", /^postgres/);
  });

  test("records what the web processes are asked, and replays it", async () => {
    const { page } = workbench;
    const local = pane(page, "Local Processes");
    await clearNotifications(page);
    await contextMenu(local, "web", "Record Traffic");
    await answerDialog(page, "Restart");
    await waitForDescription(local, "web", /^running · recording · router :5173/);
    assert.match((await variables())["DATABASE_URL"] ?? "", /^postgres/);
    await notification(page, /Requests to http:\/\/localhost:5173 are recorded/);
    await screenshot(page, "local-recording");
    await contextMenu(local, "web", "Stop Recording");
    await answerNotification(page, /Recorded one request in /, "Replay…");
    await pick(page, "The local run of Procfile");
    await page.getByText("Ten times as fast, everything").waitFor();
    await screenshot(page, "local-replay-how");
    await pick(page, "Ten times as fast");
    await untilReadable(page, "1 request recorded, 1 sent to");
    await clearNotifications(page);
    await screenshot(page, "local-replayed");
  });

  test("sets a breakpoint, clicks Debug above a line, and is there", async () => {
    const { page } = workbench;
    await openFile(page, "Procfile");
    await page.locator(".codelens-decoration a").filter({ hasText: "Debug" }).first().waitFor();
    await openFile(page, "web.js");
    await goToLine(page, 3);
    await page.keyboard.press("F9");
    await editor(page).locator('[class*="codicon-debug-breakpoint"]').first().waitFor();
    await openFile(page, "Procfile");
    await clickLens(page, "Debug");
    await editor(page).locator(".debug-top-stack-frame-line").first().waitFor();
    await page.locator(".tab.active").filter({ hasText: "web.js" }).waitFor();
    await screenshot(page, "local-debug");
  });

  test("sees that the others run along", async () => {
    const { page } = workbench;
    await openHerokuView(page);
    await waitForDescription(view(), "worker", /^running/);
    await waitForDescription(view(), "web", /debug/);
    await screenshot(page, "local-debug-view");
  });

  test("ends the debugging, and the process runs as before", async () => {
    await toolbar().locator('[aria-label^="Disconnect"]').click();
    await toolbar().waitFor({ state: "hidden" });
    await waitForDescription(view(), "web", /^running/);
    await waitForDescription(view(), "worker", /^running/);
  });

  test("debugs from the row, too", async () => {
    const { page } = workbench;
    await contextMenu(view(), "web", "Debug Process");
    await editor(page).locator(".debug-top-stack-frame-line").first().waitFor();
    await page.keyboard.press("F5");
    await editor(page).locator(".debug-top-stack-frame-line").first().waitFor({ state: "detached" });
    await toolbar().locator('[aria-label^="Disconnect"]').click();
    await openHerokuView(page);
    await waitForDescription(view(), "web", /^running/);
  });
});
