import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { root } from "../../../scripts/processes.ts";

/** Where pictures go: `out/screenshots`, or what `npm run screenshots` names. */
const folder = process.env["HEROKU_WORKBENCH_SCREENSHOTS"] ?? path.join(root, "out/screenshots");

/** Takes a picture as `<name>.png`; returns the file. */
export async function screenshot(page: Page, name: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}
