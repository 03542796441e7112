import path from "node:path";
import { gitError, isGitError } from "./errors.ts";
import { type LocalGit, localGit } from "./local-git.ts";
import type { GitProgram } from "./program.ts";

/** What git knows of a folder. Refusals (`dubious-ownership`, `bare`, `broken`) are thrown as a `GitError`. */
export type FolderState = { readonly kind: "no-repository" } | ({ readonly kind: "repository" } & Repository);

export interface Repository {
  /** The root of the work tree, absolute, with the separators of the system. */
  readonly root: string;
  /** From the root to the folder that was asked about, `/` between and at the end; empty for the root itself. */
  readonly subfolder: string;
  readonly head: Head;
  /** Tracked files with changes, staged or not, conflicts included. */
  readonly changed: number;
  /** New files and folders that no ignore rule covers. */
  readonly untracked: number;
  /** Fetched without its whole history: a platform that lacks the rest refuses it. */
  readonly isShallow: boolean;
}

export type Head =
  | { readonly kind: "branch"; readonly branch: string; readonly commit: string }
  | { readonly kind: "detached"; readonly commit: string }
  | { readonly kind: "no-commits"; readonly branch: string };

/** Answers for a folder inside a repository or worktree too. One that the repository ignores is no part of it. */
export async function inspectFolder(git: GitProgram, folder: string): Promise<FolderState> {
  const local = localGit(git, folder);
  const kind = await insideWorkTree(local);
  if (kind === undefined) return { kind: "no-repository" };
  const root = oneLine(await local.run("rev-parse", "--show-toplevel"));
  const subfolder = oneLine(await local.run("rev-parse", "--show-prefix"));
  if (subfolder !== "" && (await isLeftOut(localGit(git, root), subfolder))) return { kind: "no-repository" };
  const status = parseStatus(await localGit(git, root).run("status", "--porcelain=v2", "--branch", "-z"));
  return { kind: "repository", root: path.normalize(root), subfolder, isShallow: kind.isShallow, ...status };
}

/** Paths from the root of all that differs from the last commit; of a new folder only its name. */
export async function listUncommitted(git: GitProgram, root: string): Promise<string[]> {
  const entries = (await localGit(git, root).run("status", "--porcelain=v1", "-z", "--no-renames")).split("\0");
  return entries.filter((entry) => entry !== "").map((entry) => entry.slice(3));
}

/** Commits that HEAD has and the remote's `main`, as last seen here, has not; undefined when it was never seen. */
export async function unpushedCommits(git: GitProgram, root: string, remote: string): Promise<number | undefined> {
  const range = `refs/remotes/${remote}/main..HEAD`;
  const count = await localGit(git, root).ask("rev-list", "--count", range, "--");
  return count === undefined ? undefined : Number(count.trim());
}

/** Hash and first line of a commit. */
export async function describeCommit(git: GitProgram, root: string, commit: string): Promise<string> {
  const shown = await localGit(git, root).run("log", "-1", "--no-show-signature", "--format=%h %s", commit, "--");
  return oneLine(shown);
}

/** Remembers what a push by URL has brought to a remote, as a push by name would. */
export async function noteDelivered(git: GitProgram, root: string, remote: string, commit: string): Promise<void> {
  await localGit(git, root).run("update-ref", `refs/remotes/${remote}/main`, commit);
}

async function isLeftOut(local: LocalGit, subfolder: string): Promise<boolean> {
  if ((await local.ask("check-ignore", "--quiet", "--", subfolder)) === undefined) return false;
  return (await local.run("ls-files", "--", subfolder)) === "";
}

async function insideWorkTree(local: LocalGit): Promise<{ isShallow: boolean } | undefined> {
  try {
    const answer = await local.run(
      "rev-parse",
      "--is-bare-repository",
      "--is-inside-work-tree",
      "--is-shallow-repository",
    );
    const [isBare, isInside, isShallow] = answer.split("\n");
    if (isBare === "true")
      throw gitError("bare", "This is a bare repository: it has no files to work on. Open a clone of it.");
    return isInside === "true" ? { isShallow: isShallow === "true" } : undefined;
  } catch (error) {
    if (!isGitError(error, "git-failed")) throw error;
    if (/not a git repository(?! \()|not a git repository \(or any/i.test(error.message)) return undefined;
    throw gitError("broken", `Git cannot read this repository: ${error.message.replace(/^Git failed: /, "")}`, error);
  }
}

function parseStatus(listing: string): Pick<Repository, "changed" | "head" | "untracked"> {
  const entries = listing.split("\0");
  const header = (name: string) =>
    entries.find((entry) => entry.startsWith(`# branch.${name} `))?.slice(10 + name.length);
  const counted = { changed: 0, untracked: 0 };
  for (let index = 0; index < entries.length; index++) {
    const kind = entries[index]?.slice(0, 2);
    if (kind === "1 " || kind === "2 " || kind === "u ") counted.changed++;
    if (kind === "? ") counted.untracked++;
    // A rename is followed by the name it had.
    if (kind === "2 ") index++;
  }
  return { ...counted, head: toHead(header("oid") ?? "(initial)", header("head") ?? "(detached)") };
}

function toHead(commit: string, branch: string): Head {
  if (commit === "(initial)") return { kind: "no-commits", branch };
  return branch === "(detached)" ? { kind: "detached", commit } : { kind: "branch", branch, commit };
}

function oneLine(output: string): string {
  return output.replace(/\r?\n$/, "");
}
