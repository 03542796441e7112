import path from "node:path";
import * as vscode from "vscode";
import { nestedRepositories } from "../../git/nested-repositories.ts";
import type { GitProgram } from "../../git/program.ts";
import { type AppRemote, appRemotesOf } from "../../git/remotes.ts";
import { inspectFolder } from "../../git/repository.ts";

export interface LinkedRepository {
  readonly root: string;
  /** Its folder's name, for people. */
  readonly name: string;
  readonly remotes: readonly AppRemote[];
}

/** Folders of the workspace on a disk; none where git must not read the settings that a folder brings along. */
export function trustedFolders(): readonly string[] {
  const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
  return folders.flatMap(({ uri }) => (uri.scheme === "file" ? [uri.fsPath] : []));
}

/** Roots of the repositories of the workspace: those that its folders are in, or that lie below them. */
export async function openRepositories(git: GitProgram): Promise<readonly string[]> {
  const found = await Promise.all(
    trustedFolders().map(async (folder) => {
      // One that git refuses is explained where it is chosen.
      const state = await inspectFolder(git, folder).catch(() => undefined);
      return state?.kind === "repository" ? [state.root] : nestedRepositories(folder);
    }),
  );
  return [...new Set(found.flat())];
}

/** Those with remotes that lead to apps of an account; with `app` to that one only. */
export async function linkedRepositories(
  git: GitProgram,
  { gitUrl, app }: { readonly gitUrl: string; readonly app?: string | undefined },
): Promise<readonly LinkedRepository[]> {
  const all = await Promise.all(
    (await openRepositories(git)).map(async (root) => {
      const remotes = await appRemotesOf(git, root, gitUrl);
      return {
        root,
        name: path.basename(root),
        remotes: remotes.filter((remote) => app === undefined || remote.app === app),
      };
    }),
  );
  return all.filter(({ remotes }) => remotes.length > 0);
}

/** `heroku in shop; staging and production in shop-api` */
export function placesOf(
  repositories: readonly { readonly name: string; readonly remotes: readonly string[] }[],
): string {
  return repositories.map(({ name, remotes }) => vscode.l10n.t("{0} in {1}", listed(remotes), name)).join("; ");
}

/** `a, b and c` */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : vscode.l10n.t("{0} and {1}", words.slice(0, -1).join(", "), last);
}
