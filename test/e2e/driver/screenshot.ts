import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { root } from "../../../scripts/processes.ts";

const ordinary = path.join(root, "out/screenshots");

/** Takes a picture as `<name>.png`; returns the file. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = await folderOf(`${name}.png`);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}

/** `npm run screenshots` names a folder for those pictures that the README shows. */
async function folderOf(picture: string): Promise<string> {
  const named = process.env["HEROKU_WORKBENCH_SCREENSHOTS"];
  if (named === undefined) return ordinary;
  const readme = await readFile(path.join(root, "README.md"), "utf8");
  return readme.includes(`/${picture}`) ? named : ordinary;
}
