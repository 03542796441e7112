import type { Locator, Page } from "playwright-core";
import { openExplorer, row } from "./trees.ts";

/** The text editor in use. */
export function editor(page: Page): Locator {
  return page.locator(".part.editor .editor-group-container.active .editor-instance .monaco-editor").first();
}

/** Opens a file that the Explorer shows, and waits for its editor. */
export async function openFile(page: Page, name: string): Promise<void> {
  await openExplorer(page);
  await row(page, name).dblclick();
  await page.locator(".tab.active").filter({ hasText: name }).waitFor();
  await editor(page).locator(".view-line").first().waitFor();
}

/** What a person can read in the editor, from top to bottom: text that a decoration takes away is not part of it. */
export async function readableText(page: Page): Promise<string> {
  const placed = await editor(page)
    .locator(".view-lines .view-line")
    .evaluateAll((lines) =>
      lines.map((it) => ({ top: Number.parseFloat(it.style.top), text: "innerText" in it ? it.innerText : "" })),
    );
  const sorted = placed.sort((a, b) => a.top - b.top);
  return sorted.map(({ text }) => text.replaceAll("\u00a0", " ")).join("\n");
}

/** Waits until a person can read this in the editor, or can no longer. */
export async function untilReadable(page: Page, text: string, { isThere = true } = {}): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (let shown = await readableText(page); shown.includes(text) !== isThere; shown = await readableText(page)) {
    if (Date.now() > deadline) throw new Error(`${isThere ? "Not" : "Still"} to be read: ${text}, in:\n${shown}`);
    await page.waitForTimeout(50);
  }
}

/** Puts the cursor behind the last character of a line, from 1. */
export async function goToLine(page: Page, number: number): Promise<void> {
  await editor(page).locator(".view-lines").click();
  await page.keyboard.press("Control+G");
  const input = page.locator(".quick-input-widget .quick-input-filter input");
  await input.waitFor({ state: "visible" });
  await input.fill(`:${number}`);
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
  await page.keyboard.press("End");
}

/** Moves the mouse over a piece of the text and waits for what the editor says about it. */
export async function hoverText(page: Page, text: string): Promise<string> {
  await page.mouse.move(5, 5);
  await editor(page).locator(".view-lines span span").filter({ hasText: text }).first().hover();
  const hover = page.locator(".monaco-hover:not(.hidden) .hover-contents:visible").first();
  await hover.waitFor();
  return hover.innerText();
}

/** Clicks a lens above a line. */
export async function clickLens(page: Page, lens: string, index = 0): Promise<void> {
  await page.locator(".codelens-decoration a").filter({ hasText: lens }).nth(index).click();
}
