import { readdir, rm } from "node:fs/promises";

/** What work on a new clone makes of it; the clone is removed when that fails, or is declined with undefined. */
export async function orRemoved<T>(folder: string, work: () => Promise<T | undefined>): Promise<T | undefined> {
  let made: T | undefined;
  try {
    made = await work();
  } finally {
    if (made === undefined) await removeClone(folder);
  }
  return made;
}

/** Only what we made ourselves: a folder with a `.git` alone, or one that was filled half. */
export async function removeClone(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((): string[] => []);
  if (entries.includes(".git")) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
