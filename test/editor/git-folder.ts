import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";

/** The folder of the workspace, for a while a repository. */
export interface GitFolder {
  readonly path: string;
  git(...args: string[]): Promise<string>;
  /** A folder beside it, gone afterwards. */
  beside(): Promise<string>;
  remove(): Promise<void>;
}

export async function gitFolder(): Promise<GitFolder> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const made: string[] = [];
  const git = async (...args: string[]) => (await promisify(execFile)("git", args, { cwd: root })).stdout.trim();
  await git("init", "--quiet", "-b", "main");
  return {
    path: root,
    git,
    async beside() {
      const folder = await mkdtemp(path.join(path.dirname(root), "beside-"));
      made.push(folder);
      return folder;
    },
    async remove() {
      for (const folder of [...made, path.join(root, ".git")]) await rm(folder, { recursive: true, force: true });
    },
  };
}
