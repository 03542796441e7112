import fs from "node:fs/promises";
import path from "node:path";
import { runGit } from "../run-git.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Removes what `.slugignore` names, before a buildpack runs (https://devcenter.heroku.com/articles/slug-compiler).
 * git itself reads the patterns; it knows negation too, which the platform does not.
 */
export async function applySlugignore(workspace: Workspace, signal: AbortSignal): Promise<void> {
  const patterns = path.join(workspace.app, ".slugignore");
  if (!(await isFile(patterns))) return;
  const gitFolder = path.join(workspace.temporary, "slugignore.git");
  await runGit(["init", "--quiet", "--bare", gitFolder], { cwd: workspace.app, signal });
  const question = ["ls-files", "-z", "--others", "--ignored", `--exclude-from=${patterns}`];
  const env = { GIT_DIR: gitFolder, GIT_WORK_TREE: workspace.app };
  const ignored = (await runGit(question, { cwd: workspace.app, env, signal })).toString("utf8").split("\0");
  for (const name of ignored.filter((line) => line !== ""))
    await fs.rm(path.join(workspace.app, name), { force: true });
  await fs.rm(gitFolder, { recursive: true, force: true });
}

async function isFile(file: string): Promise<boolean> {
  const stats = await fs.lstat(file).catch(() => undefined);
  return stats?.isFile() ?? false;
}
