import type { Locator, Page } from "playwright-core";

/** Waits for a notification with this text; returns its whole message. */
export async function notification(page: Page, text: string | RegExp, timeout = 60_000): Promise<string> {
  const toast = toastWith(page, text);
  await toast.waitFor({ timeout });
  return (await toast.locator(".notification-list-item-message").innerText()).trim();
}

/** Clicks a button of the notification with this text. */
export async function answerNotification(page: Page, text: string | RegExp, button: string): Promise<void> {
  const toast = toastWith(page, text);
  await toast.waitFor({ timeout: 60_000 });
  await toast.hover();
  await toast.locator(".notification-list-item-buttons-container .monaco-button").filter({ hasText: button }).click();
}

/** The messages on the screen now. */
export async function notifications(page: Page): Promise<string[]> {
  const messages = page.locator(".notifications-toasts .notification-list-item-message");
  return (await messages.allInnerTexts()).map((text) => text.trim());
}

/** Closes what is open, so that it does not cover a picture or a click. */
export async function clearNotifications(page: Page): Promise<void> {
  const toasts = page.locator(".notifications-toasts .notification-toast");
  while ((await toasts.count()) > 0) {
    await toasts.first().hover();
    await toasts.first().locator(".codicon-notifications-clear, .codicon-notifications-hide").first().click();
  }
}

/** Waits for a modal dialog, clicks one of its buttons, and returns what it said. */
export async function answerDialog(page: Page, button: string): Promise<string> {
  const dialog = page.locator(".monaco-dialog-box");
  await dialog.waitFor();
  const text = await dialog.locator(".dialog-message-container").innerText();
  await dialog.locator(".monaco-button").filter({ hasText: button }).first().click();
  await dialog.waitFor({ state: "hidden" });
  return text;
}

function toastWith(page: Page, text: string | RegExp): Locator {
  const message = page.locator(".notification-list-item-message").filter({ hasText: text });
  return page.locator(".notifications-toasts .notification-toast").filter({ has: message }).last();
}
