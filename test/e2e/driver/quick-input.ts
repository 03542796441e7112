import type { Locator, Page } from "playwright-core";

const widget = ".quick-input-widget";

/** Runs a command by its title in the palette, such as `Heroku: Refresh Apps`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator(`${widget} .quick-input-filter input`);
  await page.keyboard.press("F1");
  await input.waitFor({ state: "visible" });
  await input.fill(`>${title}`);
  await focusedRow(page, title).waitFor();
  await page.keyboard.press("Enter");
}

/** Whether the palette offers a command; leaves the palette closed. */
export async function paletteOffers(page: Page, title: string): Promise<boolean> {
  await page.keyboard.press("F1");
  const input = page.locator(`${widget} .quick-input-filter input`);
  await input.waitFor({ state: "visible" });
  await input.fill(`>${title}`);
  const answered = page.locator(`${widget} .quick-input-list .monaco-list-row`).first();
  await answered.waitFor();
  const offered = (await focusedRow(page, title).count()) > 0;
  await page.keyboard.press("Escape");
  await input.waitFor({ state: "hidden" });
  return offered;
}

/** Chooses the entry with this label in the open quick pick. */
export async function pick(page: Page, label: string | RegExp): Promise<void> {
  const row = pickRow(page, label);
  await row.waitFor();
  await row.click();
}

/** Ticks these entries of the open quick pick with several answers, and no others, and accepts. */
export async function pickMany(page: Page, labels: readonly string[]): Promise<void> {
  for (const label of labels) {
    const row = pickRow(page, label);
    await row.waitFor();
    if ((await row.getAttribute("aria-checked")) !== "true") await row.click();
  }
  await page.locator(`${widget} .quick-input-action .monaco-button`).first().click();
}

/** The labels that the open quick pick shows, in order. */
export async function pickLabels(page: Page): Promise<string[]> {
  const rows = page.locator(`${widget} .quick-input-list .monaco-list-row`);
  await rows.locator(".label-name").first().waitFor();
  // The first is the label; VS Code keeps that of the detail of a row that it uses again.
  return Promise.all((await rows.all()).map((row) => row.locator(".label-name").first().innerText()));
}

/** Types into the open input box (or the filter of a quick pick) and accepts. */
export async function answer(page: Page, text: string): Promise<void> {
  const input = quickInput(page);
  await input.waitFor({ state: "visible" });
  await input.fill(text);
  await page.keyboard.press("Enter");
}

/** What the open input box or quick pick says above or below its field: title, prompt or what is wrong with the input. */
export async function quickInputText(page: Page): Promise<string> {
  await quickInput(page).waitFor({ state: "visible" });
  return page.locator(widget).innerText();
}

export async function dismissQuickInput(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await quickInput(page).waitFor({ state: "hidden" });
}

/** Does what makes VS Code ask something, once more when nothing is asked: a row that is drawn anew swallows a click. */
export async function untilAsked(page: Page, act: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 3; tries++) {
    await act();
    const isAsked = await quickInput(page)
      .waitFor({ state: "visible", timeout: 7000 })
      .then(
        () => true,
        () => false,
      );
    if (isAsked) return;
  }
}

/** Clicks a button of VS Code's own dialog for files, again while it is there: one that reads a folder takes no click. */
export async function clickUntilGone(button: Locator): Promise<void> {
  for (let tries = 0; tries < 3; tries++) {
    await button.click();
    const isGone = await button.waitFor({ state: "hidden", timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (isGone) return;
  }
}

function quickInput(page: Page): Locator {
  return page.locator(`${widget} .quick-input-filter input`);
}

function pickRow(page: Page, label: string | RegExp): Locator {
  const name = page.locator(".label-name").filter({ hasText: typeof label === "string" ? exactly(label) : label });
  return page.locator(`${widget} .quick-input-list .monaco-list-row`).filter({ has: name }).first();
}

/** Pressing Enter before the list has settled would run the command of another row. */
function focusedRow(page: Page, label: string): Locator {
  return page
    .locator(`${widget} .quick-input-list .monaco-list-row.focused`)
    .filter({ has: page.locator(".label-name").filter({ hasText: exactly(label) }) });
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}\\s*$`);
}
