import type { Locator, Page } from "playwright-core";

/**
 * A VS Code with `--enable-smoke-test-driver` shows no toasts: what an extension says waits in the notification
 * centre, behind the bell of the status bar.
 */

/** Waits for a notification with this text; returns its whole message. */
export async function notification(page: Page, text: string | RegExp, timeout = 60_000): Promise<string> {
  const item = await findItem(page, text, timeout);
  return (await item.locator(".notification-list-item-message").innerText()).trim();
}

/** Clicks a button of the notification with this text. */
export async function answerNotification(page: Page, text: string | RegExp, button: string): Promise<void> {
  const item = await findItem(page, text, 60_000);
  await item.hover();
  await item.locator(".notification-list-item-buttons-container .monaco-button").filter({ hasText: button }).click();
}

/** What the notification centre holds now. */
export async function notifications(page: Page): Promise<string[]> {
  await openCentre(page);
  const messages = page.locator(`${centre} .notification-list-item-message`);
  return (await messages.allInnerTexts()).map((text) => text.trim());
}

/** Empties the notification centre and closes it, so that it does not cover a picture or a click. */
export async function clearNotifications(page: Page): Promise<void> {
  await openCentre(page);
  const clear = page.locator(`${centre} .codicon-notifications-clear-all`);
  if (await clear.isEnabled()) await clear.click();
  if (await page.locator(centre).isVisible()) await page.locator(`${centre} .codicon-notifications-hide`).click();
  await page.locator(centre).waitFor({ state: "hidden" });
}

/** Waits for a modal dialog, clicks one of its buttons, and returns what it said. */
export async function answerDialog(page: Page, button: string): Promise<string> {
  const dialog = page.locator(".monaco-dialog-box");
  await dialog.waitFor();
  const text = await dialog.locator(".dialog-message-container").innerText();
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  return text;
}

const centre = ".notifications-center.visible";

/** The centre closes itself whenever it becomes empty: looks again until the notification is there. */
async function findItem(page: Page, text: string | RegExp, timeout: number): Promise<Locator> {
  const message = page.locator(".notification-list-item-message").filter({ hasText: text });
  const item = page.locator(`${centre} .notification-list-item`).filter({ has: message }).first();
  const deadline = Date.now() + timeout;
  for (;;) {
    await openCentre(page);
    const left = deadline - Date.now();
    try {
      await item.waitFor({ timeout: Math.max(1, Math.min(left, 1000)) });
      return item;
    } catch (error) {
      if (left <= 0) throw error;
    }
  }
}

/** The bell toggles: a centre that closed itself in the same moment needs a second click. */
async function openCentre(page: Page): Promise<void> {
  for (let tries = 0; tries < 10 && !(await page.locator(centre).isVisible()); tries++) {
    await page.locator("#status\\.notifications a").click();
    await page
      .locator(centre)
      .waitFor({ timeout: 1000 })
      .catch(() => undefined);
  }
  await page.locator(centre).waitFor();
}
