import { readdir } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { type Command, type ProjectKind, projectKinds, shown } from "./project-kinds.ts";

/** What a folder is written in. */
export async function kindsOf(folder: string): Promise<readonly ProjectKind[]> {
  return projectKinds({ files: new Set(await readdir(folder)), platform: process.platform });
}

/** Runs commands one after the other as tasks in the terminal, where the person sees them. False when one fails. */
export async function install(folder: string, commands: readonly Command[]): Promise<boolean> {
  for (const command of commands) if (!(await run(folder, command))) return false;
  return true;
}

async function run(folder: string, command: Command): Promise<boolean> {
  const [program, ...args] = command;
  const execution = new vscode.ShellExecution(program, args, { cwd: folder });
  const name = vscode.l10n.t("{0} in {1}", shown(command), path.basename(folder));
  const task = new vscode.Task(
    { type: "shell", command: shown(command), cwd: folder },
    vscode.TaskScope.Global,
    name,
    "Heroku",
    execution,
    [],
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, panel: vscode.TaskPanelKind.Dedicated };
  return new Promise((resolve, reject) => {
    // One that is quick ends before VS Code tells that it has started.
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution: ended, exitCode }) => {
      if (ended.task.name !== name || ended.task.source !== task.source) return;
      listener.dispose();
      resolve(exitCode === 0);
    });
    vscode.tasks.executeTask(task).then(undefined, (error) => {
      listener.dispose();
      reject(error);
    });
  });
}
