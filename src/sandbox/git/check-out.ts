import fs from "node:fs/promises";
import type { Environment } from "../../process/environment.ts";
import { largestSource } from "../builds/download.ts";

/** Runs git on the repository that was pushed to. */
export type GitInRepository = (args: readonly string[], env?: Environment) => Promise<Buffer>;

/**
 * Writes the files of a commit into a new folder, and says which of them are submodules: their folders stay empty.
 * Rejects, before anything is written, when they are larger than `limit` bytes (Dev Center: limits).
 */
export async function checkOut(
  commit: string,
  folder: string,
  git: GitInRepository,
  limit = largestSource,
): Promise<{ readonly submodules: readonly string[] }> {
  if ((await sizeOf(commit, git)) > limit) throw new Error("The files of this commit are larger than 1 GB.");
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

/** Bytes of a commit's files. */
async function sizeOf(commit: string, git: GitInRepository): Promise<number> {
  const listed = (await git(["ls-tree", "-r", "-l", "-z", commit])).toString("latin1").split("\0");
  const sizes = listed.map((line) => Number(/^\d+ blob \w+ +(\d+)\t/.exec(line)?.[1] ?? 0));
  return sizes.reduce((sum, size) => sum + size, 0);
}
