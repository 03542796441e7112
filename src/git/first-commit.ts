import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { localGit } from "./local-git.ts";
import type { GitProgram } from "./program.ts";

/** What nobody wants to send: what is installed or generated, and what is secret. */
export const usualIgnores: readonly string[] = [
  "node_modules/",
  "npm-debug.log*",
  ".env",
  ".env.*",
  "!.env.example",
  "!.env.sample",
  "__pycache__/",
  ".venv/",
  ".DS_Store",
];

/** The files that the first commit of a folder without repository would hold. Leaves nothing behind. */
export async function previewFirstCommit(
  git: GitProgram,
  folder: string,
  { ignores }: { ignores: readonly string[] },
): Promise<string[]> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-"));
  try {
    await localGit(git, scratch).run("init", "--quiet", "--bare", scratch);
    await writeFile(path.join(scratch, "info", "exclude"), `${ignores.join("\n")}\n`);
    const local = localGit(git, folder);
    const listing = await local.run(
      `--git-dir=${scratch}`,
      `--work-tree=${folder}`,
      ...["-c", "core.bare=false", "ls-files", "-z", "--others", "--exclude-standard", "--", ...everything],
    );
    return listing.split("\0").filter((file) => file !== "");
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** An empty repository on branch `main`. */
export async function initRepository(git: GitProgram, folder: string): Promise<void> {
  const local = localGit(git, folder);
  await local.run("init", "--quiet");
  // `init -b` is newer than some gits in use.
  await local.run("symbolic-ref", "HEAD", "refs/heads/main");
}

/** Which of the usual ignores a folder's `.gitignore` lacks. */
export async function missingIgnores(folder: string): Promise<string[]> {
  const lines = (await readIgnores(folder)).split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, ""));
  return usualIgnores.filter((ignore) => !lines.includes(ignore.replace(/\/$/, "")));
}

/** Writes them at the end of `.gitignore`, which is made when there is none. */
export async function addIgnores(folder: string, ignores: readonly string[]): Promise<void> {
  const before = await readIgnores(folder);
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  await appendFile(path.join(folder, ".gitignore"), `${gap}${ignores.join("\n")}\n`);
}

/** Commits all changes of a work tree but installed packages. Throws `no-identity` or `nothing-to-commit`. */
export async function commitEverything(
  git: GitProgram,
  root: string,
  { message, signal }: { message: string; signal?: AbortSignal },
): Promise<void> {
  const local = localGit(git, root, signal);
  // A guessed name and address would stay in the history for ever.
  await local.run("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT");
  await local.run("add", "--all", "--", ...everything);
  await local.run("commit", "--quiet", "-m", message);
}

/** Whether the folder holds anything at all. */
export async function isEmptyFolder(folder: string): Promise<boolean> {
  return (await readdir(folder)).length === 0;
}

/** Even when no `.gitignore` says so. */
const everything = [".", ":(exclude,glob)**/node_modules/**"];

async function readIgnores(folder: string): Promise<string> {
  try {
    return await readFile(path.join(folder, ".gitignore"), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
