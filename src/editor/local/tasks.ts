import path from "node:path";
import * as vscode from "vscode";
import type { Disposables } from "../disposables.ts";
import { localType } from "../identifiers.ts";
import type { LocalProcfile, LocalRuns } from "./local-runs.ts";

/** A task of tasks.json or one that we offer. */
export interface LocalTaskDefinition extends vscode.TaskDefinition {
  /** Relative to the workspace folder; `Procfile` unless given. */
  readonly procfile?: string;
  readonly process?: string;
  /** `web=2,worker=1` */
  readonly formation?: string;
}

/** Offers the processes of the Procfiles in *Run Task*; what a task runs is loaded when VS Code first asks. */
export function provideTasks(
  runs: Pick<LocalRuns, "procfiles">,
  { extensionPath, disposables }: { readonly extensionPath: string; readonly disposables: Disposables },
): void {
  const script = path.join(extensionPath, "dist/local.js");
  const provider: vscode.TaskProvider = {
    async provideTasks() {
      // VS Code runs no task there; to offer them would be a promise.
      if (!vscode.workspace.isTrusted) return [];
      const { taskOf } = await import("./task-of.ts");
      const wanted = (await runs.procfiles()).flatMap(wantedOf);
      return Promise.all(wanted.map(({ definition, folder }) => taskOf(definition, folder, script)));
    },
    async resolveTask({ definition, scope }) {
      const folder = typeof scope === "object" ? scope : vscode.workspace.workspaceFolders?.[0];
      if (folder === undefined || !vscode.workspace.isTrusted) return undefined;
      return (await import("./task-of.ts")).taskOf(definition, folder, script);
    },
  };
  disposables.add(vscode.tasks.registerTaskProvider(localType, provider));
}

interface Wanted {
  readonly definition: LocalTaskDefinition;
  readonly folder: vscode.WorkspaceFolder;
}

function wantedOf({ file, processes }: LocalProcfile): Wanted[] {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file));
  if (folder === undefined) return [];
  const procfile = path.relative(folder.uri.fsPath, file).split(path.sep).join("/");
  const all = { type: localType, procfile };
  return [all, ...processes.map(({ type }) => ({ ...all, process: type }))].map((definition) => ({
    definition,
    folder,
  }));
}
