import { statSync } from "node:fs";
import { lstat, mkdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** Where the runs of this user are found: their sockets and entries lie side by side. */
export interface RunsFolder {
  readonly folder: string;
  readonly platform: NodeJS.Platform;
}

/** A socket's path may have 103 bytes on macOS, and what comes below this has less than 50. */
const longestHome = 54;

/** The folder of this user, which need not exist yet. */
export function runsFolder(platform: NodeJS.Platform = process.platform): RunsFolder {
  // On Windows the folder for temporary files is the user's own.
  if (platform === "win32") return { folder: path.join(os.tmpdir(), "heroku-workbench-local"), platform };
  const { uid } = os.userInfo();
  // An editor's and a terminal's variables may differ: what the system says counts in both.
  const homes = [process.env["XDG_RUNTIME_DIR"] ?? "", `/run/user/${uid}`, os.tmpdir()];
  return {
    folder: path.join(
      homes.find((home) => Buffer.byteLength(home) <= longestHome && isFolder(home)) ?? "/tmp",
      `heroku-workbench-local-${uid}`,
    ),
    platform,
  };
}

/** Makes the folder. Throws when somebody else made it first, as everybody can in /tmp. */
export async function openRunsFolder({ folder, platform }: RunsFolder = runsFolder()): Promise<RunsFolder> {
  // Not the folders above it: they are there, or are not ours to make.
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  if (await isPrivate({ folder, platform })) return { folder, platform };
  throw new Error(`${folder} is not a folder that only you can enter. Remove it or set XDG_RUNTIME_DIR.`);
}

/** False also when there is no such folder. */
export async function isPrivate({ folder, platform }: RunsFolder): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (!found?.isDirectory()) return false;
  return platform === "win32" || (found.uid === os.userInfo().uid && (found.mode & 0o077) === 0);
}

/** Of the control socket of a run; on Windows a named pipe. */
export function addressOf({ folder, platform }: RunsFolder, runId: string): string {
  if (platform === "win32") return `\\\\.\\pipe\\heroku-workbench-local-${runId}`;
  return path.join(folder, `${runId.slice(0, 12)}.sock`);
}

function isFolder(folder: string): boolean {
  return path.isAbsolute(folder) && (statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false);
}
