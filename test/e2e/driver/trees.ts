import type { Locator, Page } from "playwright-core";

/** The side bar of a page, or one view of it. */
export type Where = Locator | Page;

export interface Row {
  readonly label: string;
  readonly description: string;
  /** 1 is the top. */
  readonly level: number;
  /** Undefined for a row without children. */
  readonly expanded: boolean | undefined;
}

/** Opens *Heroku* in the activity bar. */
export async function openHerokuView(page: Page): Promise<void> {
  await openContainer(page, "Heroku");
  await pane(page, "My Heroku Applications").locator(".pane-header").waitFor();
}

/** One view of the side bar. The functions below that are given a whole page look at all but *Local Processes*. */
export function pane(page: Page, title: string): Locator {
  return page
    .locator(".part.sidebar .pane")
    .filter({ has: page.locator(`.pane-header[aria-label^="${title}"]`) })
    .first();
}

export async function openExplorer(page: Page): Promise<void> {
  await openContainer(page, "Explorer");
}

async function openContainer(page: Page, name: string): Promise<void> {
  const tab = page.locator(".part.activitybar .action-item").filter({ has: page.locator(`[aria-label^="${name}"]`) });
  await tab.first().waitFor();
  const open = await tab.first().evaluate((element) => element.classList.contains("checked"));
  if (!open) await tab.first().click();
  await tab.and(page.locator(".checked")).first().waitFor();
}

/** The rows of the tree in the side bar that are on the screen. */
export async function rows(where: Where): Promise<Row[]> {
  const found = await sideBarRows(where).all();
  return Promise.all(found.map(readRow));
}

/** A row of the side bar by its label; `under` is the label of a row above it with a lower level. */
export function row(where: Where, label: string | RegExp): Locator {
  const hasText = typeof label === "string" ? exactly(label) : label;
  const name = pageOf(where).locator(".label-name").filter({ hasText });
  return sideBarRows(where).filter({ has: name }).first();
}

/**
 * Opens a row with children, waits until it stays open, and leaves an open one as it is. Rows that arrive above push a
 * row down, so that a click hits another; and a row that is drawn anew while it opens closes again.
 */
export async function expand(where: Where, label: string | RegExp): Promise<void> {
  const target = row(where, label);
  const page = pageOf(where);
  const open = target.and(page.locator('[aria-expanded="true"]'));
  await target.waitFor();
  for (let tries = 0; tries < 10; tries++) {
    await untilStill(page);
    if (await open.isVisible()) return;
    await target.locator(".monaco-tl-twistie").click();
    await open.waitFor({ timeout: 2000 }).catch(() => undefined);
  }
  await open.waitFor();
}

/** Waits until a row has a description, such as `up`. */
export async function waitForDescription(
  where: Where,
  label: string | RegExp,
  description: RegExp,
  timeout = 60_000,
): Promise<void> {
  await row(where, label)
    .filter({ has: pageOf(where).locator(".label-description").filter({ hasText: description }) })
    .waitFor({ timeout });
}

/** Right-clicks a row of the side bar and chooses from its menu; several names go through submenus. */
export async function contextMenu(where: Where, label: string | RegExp, ...path: readonly string[]): Promise<void> {
  await untilStill(pageOf(where));
  await chooseFromMenu(pageOf(where), path, () => row(where, label).click({ button: "right" }));
}

/** Right-clicks the empty part of the Explorer, which stands for the open folder itself. */
export async function folderContextMenu(page: Page, ...path: readonly string[]): Promise<void> {
  const list = page.locator(".explorer-folders-view .monaco-list").first();
  const box = await list.boundingBox();
  if (!box) throw new Error("The Explorer is not shown.");
  const open = (): Promise<void> =>
    page.mouse.click(box.x + box.width / 2, box.y + box.height - 8, { button: "right" });
  await chooseFromMenu(page, path, open);
}

/** Labels of the menu of a row; the menu is closed again. */
export async function menuLabels(where: Where, label: string | RegExp): Promise<string[]> {
  const page = pageOf(where);
  await row(where, label).click({ button: "right" });
  const items = page.locator(".monaco-menu .action-menu-item .action-label");
  await items.first().waitFor();
  const labels = await items.allInnerTexts();
  await page.keyboard.press("Escape");
  return labels.filter((text) => text !== "");
}

/** Clicks an inline action of a row, by its tooltip. */
export async function inlineAction(where: Where, label: string | RegExp, action: string): Promise<void> {
  await untilStill(pageOf(where));
  const target = row(where, label);
  await target.hover();
  await target.locator(`.actions .action-label[aria-label^="${action}"]`).click();
}

/** Waits until a view that has no rows says this, what to do included; it says "Loading" first. */
export async function waitForWelcome(where: Where, text: RegExp): Promise<void> {
  await welcome(where).filter({ hasText: text }).first().waitFor();
}

/** What a view that has no rows says now. */
export async function welcomeText(page: Page): Promise<string> {
  await welcome(page).first().waitFor();
  return welcome(page).first().innerText();
}

export async function clickWelcome(where: Where, button: string): Promise<void> {
  await welcome(where).getByRole("button", { name: button }).click();
}

function welcome(where: Where): Locator {
  return scope(where).locator(".welcome-view-content");
}

/** Opens the menu again when it went away: an editor that opens meanwhile takes the focus, and the menu with it. */
async function chooseFromMenu(page: Page, path: readonly string[], open: () => Promise<void>): Promise<void> {
  const item = menuItem(page, path.at(-1) ?? "");
  const timeout = 6000;
  for (let triesLeft = 2; ; triesLeft--) {
    await open();
    try {
      for (const name of path.slice(0, -1)) await menuItem(page, name).hover({ timeout });
      await item.hover({ timeout });
      // A menu takes no click in its first tenth of a second.
      await page.waitForTimeout(150);
      await item.click({ timeout });
      break;
    } catch (error) {
      if (triesLeft === 0) throw error;
      await page.keyboard.press("Escape");
    }
  }
  await item.waitFor({ state: "hidden" });
}

function menuItem(page: Page, name: string): Locator {
  return page
    .locator(".monaco-menu .action-menu-item")
    .filter({ has: page.locator(".action-label").filter({ hasText: exactly(name) }) });
}

/**
 * Waits until the rows stay as they are for a moment, as a person does before a click: while VS Code asks for rows
 * anew, a click on one of them comes without its row.
 */
async function untilStill(page: Page): Promise<void> {
  const text = (): Promise<string> => page.locator(".part.sidebar .composite.viewlet").innerText();
  let before = await text();
  for (let still = 0, tries = 0; still < 3 && tries < 40; tries++) {
    await page.waitForTimeout(150);
    const now = await text();
    still = now === before ? still + 1 : 0;
    before = now;
  }
}

function sideBarRows(where: Where): Locator {
  return scope(where).locator(".monaco-list-row");
}

function scope(where: Where): Locator {
  if (!("goto" in where)) return where;
  return where.locator('.part.sidebar .composite.viewlet .pane:not(:has(.pane-header[aria-label^="Local Processes"]))');
}

function pageOf(where: Where): Page {
  return "goto" in where ? where : where.page();
}

async function readRow(found: Locator): Promise<Row> {
  const expanded = await found.getAttribute("aria-expanded");
  const description = found.locator(".label-description");
  return {
    label: (await found.locator(".label-name").first().innerText()).trim(),
    description: (await description.count()) > 0 ? (await description.first().innerText()).trim() : "",
    level: Number(await found.getAttribute("aria-level")),
    expanded: expanded === null ? undefined : expanded === "true",
  };
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}\\s*$`);
}
