import { mkdir, rm } from "node:fs/promises";
import path from "node:path";

/** What a dyno may write to; gone when it ends. */
export interface DynoFolder {
  readonly root: string;
  /** Its copy of the slug, and its HOME. */
  readonly app: string;
  readonly temporary: string;
}

export async function makeDynoFolder(parent: string, id: string): Promise<DynoFolder> {
  // Short, because sockets and Windows have narrow limits on paths.
  const root = path.join(parent, id.slice(0, 8));
  const folder = { root, app: path.join(root, "app"), temporary: path.join(root, "tmp") };
  await mkdir(folder.temporary, { recursive: true });
  await mkdir(folder.app, { recursive: true });
  return folder;
}

/** Files that a process still holds open on Windows are tried again for a while, then left for the next start. */
export async function removeFolder(root: string): Promise<void> {
  await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined);
}
