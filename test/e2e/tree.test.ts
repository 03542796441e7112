import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  contextMenu,
  expand,
  menuLabels,
  openHerokuView,
  openWorkbench,
  pick,
  row,
  rows,
  runCommand,
  screenshot,
  type Workbench,
  waitForDescription,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

describe("a person with the apps of a company", () => {
  let sandbox: E2eSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startE2eSandbox({ seed: "company" });
    workbench = await openWorkbench({ env: sandbox.env, size: { width: 1280, height: 1100 } });
    await openHerokuView(workbench.page);
  });
  after(async () => {
    await workbench?.close();
    await sandbox?.close();
  });

  const headings = async () =>
    (await rows(workbench.page)).filter(({ level }) => level === 1).map(({ label }) => label);
  const under = async (heading: string): Promise<string[]> => {
    const all = await rows(workbench.page);
    const from = all.findIndex(({ label, level }) => level === 1 && label === heading);
    const next = all.findIndex(({ level }, at) => at > from && level === 1);
    return all
      .slice(from + 1, next < 0 ? undefined : next)
      .filter(({ level }) => level === 2)
      .map(({ label }) => label);
  };

  const collapse = async (label: string): Promise<void> => {
    const { page } = workbench;
    await row(page, label).locator(".monaco-tl-twistie").click();
    await row(page, label).and(page.locator('[aria-expanded="false"]')).waitFor();
    // What a resting pointer shows would cover the rows.
    await page.mouse.move(900, 500);
  };

  test("sees whose apps they are", async () => {
    await row(workbench.page, "acme-shop-production").waitFor();
    assert.deepEqual(await headings(), ["Favorites", "Personal", "Shared with me", "acme", "acme-labs", "globex"]);
    await screenshot(workbench.page, "tree-groups");
  });

  test("makes a favorite from the menu, and another by dragging it there", async () => {
    const { page } = workbench;
    await contextMenu(page, "my-notes", "Add to Favorites");
    await row(page, "Favorites").and(page.locator('[aria-expanded="true"]')).waitFor();
    await waitForDescription(page, "Favorites", /^1 app$/);
    await row(page, "acme-billing").dragTo(row(page, "Favorites"));
    await waitForDescription(page, "Favorites", /^2 apps$/);
    assert.deepEqual(await under("Favorites"), ["acme-billing", "my-notes"]);
    assert.ok((await menuLabels(page, "my-notes")).includes("Remove from Favorites"));
    await screenshot(page, "tree-favorites");
    await row(page, "acme-billing").dragTo(row(page, "acme-labs"));
    await waitForDescription(page, "Favorites", /^1 app$/);
    assert.deepEqual(await under("Favorites"), ["my-notes"]);
  });

  test("selects several and makes them favorites at once", async () => {
    const { page } = workbench;
    await row(page, "acme-legacy").click();
    await row(page, "acme-shop-dev").click({ modifiers: ["ControlOrMeta"] });
    await contextMenu(page, "acme-shop-dev", "Add to Favorites");
    await waitForDescription(page, "Favorites", /^3 apps$/);
    assert.deepEqual(await under("Favorites"), ["acme-legacy", "acme-shop-dev", "my-notes"]);
  });

  test("filters as they type, and clears it again", async () => {
    const { page } = workbench;
    await runCommand(page, "Heroku: Filter Apps…");
    const input = page.locator(".quick-input-widget .quick-input-filter input");
    await page.getByPlaceholder("Name, owner, team, region, stack or buildpack").waitFor();
    await input.pressSequentially("stack:heroku-22");
    await page.getByText("Filter: stack:heroku-22 (1 of").waitFor();
    await row(page, "acme-legacy").waitFor();
    await screenshot(page, "tree-filter");
    await input.fill("no such app");
    await page.getByText("No app passes the filter.").waitFor();
    await input.fill("acme-shop");
    await page.keyboard.press("Enter");
    await page.getByText("Filter: acme-shop (3 of").waitFor();
    await page
      .locator(".part.sidebar .title-actions, .part.sidebar")
      .getByRole("button", { name: /Clear Filter/ })
      .first()
      .click();
    await row(page, "globex").waitFor();
  });

  test("groups by pipeline, where the stages stand in order, and finds it so after a reload", async () => {
    const { page } = workbench;
    await runCommand(page, "Heroku: Group Apps By…");
    await pick(page, "Pipeline");
    await waitForDescription(page, "acme-shop-production", /^production/);
    await row(page, "In no pipeline").waitFor();
    assert.deepEqual(await headings(), ["Favorites", "acme-shop", "In no pipeline"]);
    await workbench.reload();
    await waitForDescription(page, "acme-shop-production", /^production/);
    assert.deepEqual(await under("Favorites"), ["acme-legacy", "my-notes", "acme-shop-dev"]);
    await screenshot(page, "tree-pipeline");
  });

  test("opens everything of an app", async () => {
    const { page } = workbench;
    await expand(page, "acme-shop-production");
    await waitForDescription(page, "acme-shop-production", /web ×2/);
    for (const group of ["Config Vars", "Add-ons", "Domains"]) await expand(page, group);
    await waitForDescription(page, "postgresql-curved-10001", /heroku-postgresql:standard-0 · as DATABASE/);
    await waitForDescription(page, "DATABASE_URL", /^•+ · set by postgresql-curved-10001$/);
    await waitForDescription(page, "www.acme.example", /^DNS target www-acme-example\.herokudns\.com/);
    await row(page, "acme-shop-production").hover();
    await page.locator(".workbench-hover").getByText("Last release").waitFor();
    await screenshot(page, "tree-app");
    await page.mouse.move(900, 500);
    for (const group of ["Domains", "Add-ons", "Config Vars"]) await collapse(group);
    for (const group of ["Releases", "Collaborators", "Features"]) await expand(page, group);
    await waitForDescription(page, /^v\d+$/, /^current · /);
    await screenshot(page, "tree-releases");
  });
});
