import { type FSWatcher, watch } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** A process that waits for its debugger. */
export interface Announced {
  readonly pid: number;
  /** Of Node: what it runs. */
  readonly script?: string;
  readonly url?: string;
  readonly port?: number;
}

export interface Announcements {
  /** Where processes say that they wait; only this user can enter it. */
  readonly folder: string;
  dispose(): Promise<void>;
}

/** Hears of every process that says in the folder where it listens. */
export async function openAnnouncements(hear: (announced: Announced) => void): Promise<Announcements> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "heroku-debug-"));
  const heard = new Set<string>();
  const look = async (): Promise<void> => {
    for (const name of await readdir(folder).catch(() => [])) {
      if (!name.endsWith(".json") || heard.has(name)) continue;
      heard.add(name);
      const announced = await read(path.join(folder, name));
      if (announced) hear(announced);
    }
  };
  const watcher: FSWatcher = watch(folder, () => void look()).on("error", () => {});
  return {
    folder,
    async dispose() {
      watcher.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** It was there under another name before, so that it is whole. */
async function read(file: string): Promise<Announced | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Announced;
  } catch {
    return undefined;
  }
}
