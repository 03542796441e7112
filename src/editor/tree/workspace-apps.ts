import path from "node:path";
import * as vscode from "vscode";
import { appOfRemote } from "../../git/app-of-remote.ts";
import { createDisposables, type Disposables } from "../disposables.ts";
import type { FolderRemotes } from "./read-remotes.ts";

export interface WorkspaceApps {
  /** Whether a git remote of an open folder pushes to this app. */
  has(appName: string, gitUrl: string): boolean;
  /** Resolves when the remotes have been read once. */
  ready(): Promise<void>;
}

/** Reads the remotes of the open folders when they are first asked for, and again when a repository's configuration changes. */
export function createWorkspaceApps(disposables: Disposables, changed: () => void): WorkspaceApps {
  let urls: readonly string[] = [];
  /** Names of apps by the address of a platform's git. */
  const names = new Map<string, ReadonlySet<string>>();
  let first: Promise<void> | undefined;
  let latest = 0;
  const watchers = createFileWatchers(() => void read());

  const read = async (): Promise<void> => {
    latest += 1;
    const own = latest;
    const found = await Promise.all(trustedFolders().map(remotesOf));
    if (own !== latest) return;
    watchers.watch(found.map(({ file }) => file));
    const all = found.flatMap((folder) => folder.urls);
    if (all.join("\n") === urls.join("\n")) return;
    urls = all;
    names.clear();
    changed();
  };
  const ready = (): Promise<void> => {
    first ??= read();
    return first;
  };
  const again = (): void => {
    if (first !== undefined) void read();
  };

  disposables.add(watchers);
  disposables.add(vscode.workspace.onDidChangeWorkspaceFolders(again));
  disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(again));
  return {
    has(appName, gitUrl) {
      void ready();
      const known = names.get(gitUrl) ?? new Set(urls.flatMap((url) => appOfRemote(url, gitUrl) ?? []));
      names.set(gitUrl, known);
      return known.has(appName);
    },
    ready,
  };
}

/** Git reads the settings that a folder brings along: only where it is trusted. */
function trustedFolders(): readonly string[] {
  const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
  return folders.flatMap(({ uri }) => (uri.scheme === "file" ? [uri.fsPath] : []));
}

async function remotesOf(folder: string): Promise<FolderRemotes> {
  return (await import("./read-remotes.ts")).readRemotes(folder);
}

interface FileWatchers extends vscode.Disposable {
  /** From now on these files and no others. */
  watch(files: readonly string[]): void;
}

function createFileWatchers(changed: () => void): FileWatchers {
  let store = createDisposables();
  let watched = "";
  let isDisposed = false;
  return {
    watch(files) {
      const wanted = [...new Set(files)].sort();
      if (isDisposed || wanted.join("\n") === watched) return;
      watched = wanted.join("\n");
      store.dispose();
      store = createDisposables();
      for (const file of wanted) watchFile(file, changed, store);
    },
    dispose() {
      isDisposed = true;
      store.dispose();
    },
  };
}

function watchFile(file: string, changed: () => void, store: Disposables): void {
  const folder = vscode.Uri.file(path.dirname(file));
  const watcher = store.add(
    vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, path.basename(file))),
  );
  for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) store.add(event(changed));
}
