import * as vscode from "vscode";
import { appOfRemote } from "../../git/app-of-remote.ts";
import type { Disposables } from "../disposables.ts";

export interface WorkspaceApps {
  /** Whether a git remote of an open folder pushes to this app. */
  has(appName: string, gitUrl: string): boolean;
}

/** Reads the remotes of the open folders once, and again when a repository's configuration changes. */
export function createWorkspaceApps(disposables: Disposables, changed: () => void): WorkspaceApps {
  let urls: readonly string[] = [];
  let watchers: vscode.Disposable[] = [];
  const read = async (): Promise<void> => {
    const folders = vscode.workspace.isTrusted ? localFolders() : [];
    const found = (await Promise.all(folders.map(remoteUrls))).flat();
    if (found.join("\n") === urls.join("\n")) return;
    urls = found;
    changed();
  };
  const unwatch = (): void => {
    for (const watcher of watchers.splice(0)) watcher.dispose();
  };
  const watch = (): void => {
    unwatch();
    watchers = localFolders().flatMap((folder) => watchGitConfig(folder, () => void read()));
    void read();
  };
  disposables.add(vscode.workspace.onDidChangeWorkspaceFolders(watch));
  disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(watch));
  disposables.add({ dispose: unwatch });
  watch();
  return { has: (appName, gitUrl) => urls.some((url) => appOfRemote(url, gitUrl) === appName) };
}

function localFolders(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.flatMap(({ uri }) => (uri.scheme === "file" ? [uri.fsPath] : []));
}

function watchGitConfig(folder: string, changed: () => void): vscode.Disposable[] {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, ".git/config"));
  return [watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed)];
}

async function remoteUrls(folder: string): Promise<readonly string[]> {
  const { readRemoteUrls } = await import("./read-remote-urls.ts");
  return readRemoteUrls(folder);
}
