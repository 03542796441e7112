import path from "node:path";
import { configFileOf } from "../../git/config-file.ts";
import { findGit } from "../../git/program.ts";
import { listRemotes } from "../../git/remotes.ts";
import { gitOfSettings } from "../git-setting.ts";

export interface FolderRemotes {
  /** Push addresses of every remote. */
  readonly urls: readonly string[];
  /** The file they are in, or will be once the folder is a repository. */
  readonly file: string;
}

/** No addresses for a folder that is in no repository, or without git. */
export async function readRemotes(folder: string): Promise<FolderRemotes> {
  const file = path.join(folder, ".git", "config");
  try {
    const git = await findGit({ preferred: gitOfSettings() });
    const [remotes, found] = await Promise.all([listRemotes(git, folder), configFileOf(git, folder)]);
    return { urls: remotes.map(({ url }) => url), file: found ?? file };
  } catch {
    return { urls: [], file };
  }
}
