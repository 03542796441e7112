import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import {
  clickLens,
  contextMenu,
  editor,
  goToLine,
  openFile,
  openHerokuView,
  openWorkbench,
  pane,
  screenshot,
  type Workbench,
  waitForDescription,
} from "./driver/driver.ts";

const files: Readonly<Record<string, string>> = {
  Procfile: "web: npm start --silent\nworker: node worker.js\n",
  "package.json": '{ "name": "shop", "scripts": { "start": "node web.js" } }\n',
  "web.js": `const http = require("node:http");
const { PORT, GREETING } = process.env;
const server = http.createServer((_, answer) => answer.end(GREETING));
server.listen(PORT, () => console.log("listening on", PORT));
`,
  "worker.js": 'console.log("working"); setInterval(() => {}, 1000);\n',
  ".env": "GREETING=hello\n",
};

/** One process under the debugger, the others beside it. */
describe("a person debugs a process of a Procfile", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      prepare: async (folder) => {
        for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
      },
    });
  });
  after(() => workbench?.close());

  const view = () => pane(workbench.page, "Local Processes");
  const toolbar = () => workbench.page.locator(".debug-toolbar");

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
