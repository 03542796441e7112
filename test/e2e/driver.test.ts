import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import {
  contextMenu,
  dismissQuickInput,
  openExplorer,
  openHerokuView,
  openWorkbench,
  outputText,
  paletteOffers,
  pickLabels,
  rows,
  runCommand,
  screenshot,
  showOutput,
  visibleOutput,
  type Workbench,
  waitForOutput,
  waitForWelcome,
} from "./driver/driver.ts";

describe("a person in VS Code, not signed in", () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench?.close());

  test("sees the files of the project", async () => {
    await openExplorer(workbench.page);
    const labels = (await rows(workbench.page)).map((row) => row.label);
    for (const file of ["Procfile", "package.json", "server.js"]) assert.ok(labels.includes(file), labels.join(", "));
  });

  test("chooses from a context menu and answers the box that opens", async () => {
    const { page } = workbench;
    await contextMenu(page, "README.md", "Rename...");
    const box = page.locator(".explorer-folders-view .ibwrapper input");
    await box.fill("READ ME.md");
    await box.press("Enter");
    await page.locator(".explorer-folders-view .label-name", { hasText: "READ ME.md" }).waitFor();
  });

  test("finds the Heroku view, which says what to do", async () => {
    await openHerokuView(workbench.page);
    await waitForWelcome(workbench.page, /sign in/i);
    assert.ok((await stat(await screenshot(workbench.page, "signed-out"))).size > 10_000);
  });

  test("runs a command of the palette and reads the output channel it shows", async () => {
    const { page } = workbench;
    await runCommand(page, "Heroku: Show Log");
    await waitForOutput(workbench, "Heroku Workbench", /Heroku Workbench \S+ on VS Code/);
    await page.locator(".part.panel .output-view .view-line", { hasText: "on VS Code" }).waitFor();
    assert.match((await visibleOutput(page)).join("\n"), /Heroku Workbench \S+ on VS Code/);
    assert.equal(await outputText(workbench, "No Such Channel"), "");
  });

  test("does not find in the palette what needs a target", async () => {
    assert.equal(await paletteOffers(workbench.page, "Heroku: Show Log"), true);
    assert.equal(await paletteOffers(workbench.page, "Heroku: Reveal Value"), false);
  });

  test("is offered the output channels by name", async () => {
    await runCommand(workbench.page, "Output: Show Output Channels...");
    assert.ok((await pickLabels(workbench.page)).includes("Heroku Workbench"));
    await dismissQuickInput(workbench.page);
    await showOutput(workbench.page, "Heroku Workbench");
  });
});
