import { findProgram } from "../process/find-program.ts";
import { gitMissing } from "./errors.ts";

/** The git that is used, and the environment it is started from (the user's, not yet cleaned). */
export interface GitProgram {
  /** Absolute: on Windows a bare name would also be found in the repository itself. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface FindGitOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  /** Absolute paths to try first: the editor's own setting. */
  readonly preferred?: readonly string[];
}

/** Throws a `GitError` with code `git-missing`. */
export async function findGit(options: FindGitOptions = {}): Promise<GitProgram> {
  const { env = process.env, platform = process.platform, preferred = [] } = options;
  for (const folder of preferred.map((path) => path.replace(/[\\/][^\\/]*$/, ""))) {
    const path = await findProgram("git", { env: { PATH: folder }, platform });
    if (path !== undefined) return { path, env };
  }
  const path = await findProgram("git", { env, platform });
  if (path === undefined) throw gitMissing();
  return { path, env };
}
