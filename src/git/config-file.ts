import path from "node:path";
import { localGit } from "./local-git.ts";
import type { GitProgram } from "./program.ts";

/** The file with a repository's remotes, absolute; also for a folder below its root, a submodule or a work tree of its own. Undefined outside of any. */
export async function configFileOf(git: GitProgram, folder: string): Promise<string | undefined> {
  const common = await localGit(git, folder).ask("rev-parse", "--git-common-dir");
  return common === undefined ? undefined : path.resolve(folder, common.replace(/\r?\n$/, ""), "config");
}
