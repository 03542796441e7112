import * as vscode from "vscode";
import type { LocalRuns } from "../../../src/editor/local/local-runs.ts";
import { watchRuns } from "../../../src/runner/control/registry.ts";

/** Resolves when something is so, looked at whenever a run, a terminal or a task changes. */
export async function until(
  runs: Pick<LocalRuns, "onDidChange" | "ready">,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = async (): Promise<void> => {
    if (await isSo()) resolve();
  };
  const tryLook = (): void => void look().catch(reject);
  // The view follows the registry only while it is looked at.
  const registry = await watchRuns(() => void runs.ready().then(tryLook, reject));
  const listeners = [
    runs.onDidChange(tryLook),
    vscode.window.onDidOpenTerminal(tryLook),
    vscode.window.onDidCloseTerminal(tryLook),
    vscode.tasks.onDidEndTask(tryLook),
  ];
  tryLook();
  return promise.finally(() => {
    registry.close();
    for (const listener of listeners) listener.dispose();
  });
}

/** The text of a file of a folder once it is there, put in place under that name. */
export function appears(folder: string, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.file(folder), name));
    const read = (uri: vscode.Uri): void => {
      watcher.dispose();
      vscode.workspace.fs.readFile(uri).then((bytes) => resolve(Buffer.from(bytes).toString()), reject);
    };
    watcher.onDidCreate(read);
    // What VS Code makes of a file that was removed a moment ago and comes again.
    watcher.onDidChange(read);
  });
}
