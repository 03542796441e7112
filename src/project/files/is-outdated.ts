import { stat } from "node:fs/promises";
import path from "node:path";
import type { Listing } from "./listing.ts";

/** Whether the list has to be made again after these files changed: one came, one went, or git's view of them moved. */
export async function isOutdated(root: string, listing: Listing, changed: ReadonlySet<string>): Promise<boolean> {
  // Asking git once is cheaper than asking for each.
  if (changed.size > 100 || [...changed].some(decidesOnFiles)) return true;
  for (const file of changed) if ((await exists(root, file)) !== listing.files.has(file)) return true;
  return false;
}

function decidesOnFiles(file: string): boolean {
  return file === ".git" || file.startsWith(".git/") || /(?:^|\/)\.git(?:ignore|modules)$/.test(file);
}

async function exists(root: string, file: string): Promise<boolean> {
  try {
    return (await stat(path.join(root, file))).isFile();
  } catch {
    return false;
  }
}
