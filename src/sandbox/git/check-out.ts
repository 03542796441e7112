import fs from "node:fs/promises";
import type { Environment } from "../../process/environment.ts";

/** Runs git on the repository that was pushed to. */
export type GitInRepository = (args: readonly string[], env?: Environment) => Promise<Buffer>;

/** Writes the files of a commit into a new folder, and says which of them are submodules: their folders stay empty. */
export async function checkOut(
  commit: string,
  folder: string,
  git: GitInRepository,
): Promise<{ readonly submodules: readonly string[] }> {
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  const env = { GIT_WORK_TREE: folder, GIT_INDEX_FILE: `${folder}.index` };
  try {
    await git(["read-tree", commit], env);
    await git(["checkout-index", "--all", "--force", "--quiet"], env);
    const listed = (await git(["ls-files", "--stage", "-z"], env)).toString("utf8").split("\0");
    return { submodules: listed.flatMap((line) => /^160000 [^\t]*\t(.+)$/s.exec(line)?.[1] ?? []) };
  } finally {
    await fs.rm(env.GIT_INDEX_FILE, { force: true });
  }
}
