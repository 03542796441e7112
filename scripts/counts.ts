import { readFile, writeFile } from "node:fs/promises";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Environment variable that names the file in which a test program leaves its counts. */
export const countsVariable = "HEROKU_WORKBENCH_COUNTS";

export async function writeCounts(counts: Counts): Promise<void> {
  const file = process.env[countsVariable];
  if (file) await writeFile(file, JSON.stringify(counts));
}

/** Undefined when the program ended before it could count. */
export async function readCounts(file: string): Promise<Counts | undefined> {
  try {
    const { passed, failed } = JSON.parse(await readFile(file, "utf8"));
    return { passed: Number(passed), failed: Number(failed) };
  } catch {
    return undefined;
  }
}
