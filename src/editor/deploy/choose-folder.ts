import { stat } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { nestedRepositories } from "../../git/nested-repositories.ts";
import type { GitProgram } from "../../git/program.ts";
import { appRemotes, listRemotes } from "../../git/remotes.ts";
import { inspectFolder } from "../../git/repository.ts";
import type { App } from "../../heroku/resources/types.ts";
import { showDone } from "../messages.ts";

interface Wish {
  /** Folders with a remote of it come first. */
  readonly app: App | undefined;
  readonly gitUrl: string;
}

/** The folder that the command was called on, or one of the workspace's, or a repository within it. */
export async function chooseFolder(git: GitProgram, target: unknown, wish: Wish): Promise<string | undefined> {
  const given = uriOf(target);
  if (given !== undefined)
    return given.scheme === "file" ? withinFolder(git, await folderOf(given.fsPath)) : explainScheme();
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  if (folders.length === 0) return offerFolder();
  const candidates = (await Promise.all(folders.map(({ uri }) => candidatesIn(git, uri.fsPath)))).flat();
  const wanted = await withRemote(git, candidates, wish);
  if (wanted.length === 1) return wanted[0];
  return pick(candidates, wanted);
}

/** An Explorer folder is a Uri, a source control has a `rootUri`. */
function uriOf(target: unknown): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return target;
  const root = typeof target === "object" && target !== null && "rootUri" in target ? target.rootUri : undefined;
  return root instanceof vscode.Uri ? root : undefined;
}

async function folderOf(file: string): Promise<string> {
  return (await stat(file)).isDirectory() ? file : path.dirname(file);
}

async function withinFolder(git: GitProgram, folder: string): Promise<string | undefined> {
  return pick(await candidatesIn(git, folder), []);
}

/** The folder itself, and the repositories below it when it is in none. */
async function candidatesIn(git: GitProgram, folder: string): Promise<string[]> {
  // One that git refuses is explained when it is chosen.
  const state = await inspectFolder(git, folder).catch(() => undefined);
  return state?.kind !== "no-repository" ? [folder] : [...(await nestedRepositories(folder)), folder];
}

async function withRemote(git: GitProgram, folders: readonly string[], { app, gitUrl }: Wish): Promise<string[]> {
  if (app === undefined) return [];
  const apps = await Promise.all(folders.map(async (it) => appRemotes(await listRemotes(git, it), gitUrl)));
  return folders.filter((_, index) => apps[index]?.some((remote) => remote.app === app.name));
}

async function pick(folders: readonly string[], first: readonly string[]): Promise<string | undefined> {
  if (folders.length <= 1) return folders[0];
  const ordered = [...first, ...folders.filter((folder) => !first.includes(folder))];
  const items = ordered.map((folder) => ({
    label: path.basename(folder),
    description: path.dirname(folder),
    iconPath: new vscode.ThemeIcon("folder"),
    folder,
  }));
  const title = vscode.l10n.t("Deploy to Heroku");
  const placeHolder = vscode.l10n.t("Choose the folder to deploy");
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.folder;
}

function explainScheme(): undefined {
  showDone(vscode.l10n.t("Only folders on a disk can be deployed."));
}

function offerFolder(): undefined {
  const next = { title: vscode.l10n.t("Open Folder…"), command: "vscode.openFolder" };
  showDone(vscode.l10n.t("Open the folder of your project first, then deploy it."), next);
}
