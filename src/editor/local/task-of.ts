import path from "node:path";
import * as vscode from "vscode";
import { localType } from "../identifiers.ts";
import { envFilesOf, localSettings } from "./local-settings.ts";
import { runnerCall } from "./runner-call.ts";
import { portVariable, startArguments } from "./start-arguments.ts";
import type { LocalTaskDefinition } from "./tasks.ts";

/** The task that a definition stands for. Its run shows up among the local processes like any other. */
export async function taskOf(
  definition: LocalTaskDefinition,
  folder: vscode.WorkspaceFolder,
  script: string,
): Promise<vscode.Task> {
  const { procfile = "Procfile", process: type, formation } = definition;
  const file = path.resolve(folder.uri.fsPath, procfile);
  const root = path.dirname(file);
  const settings = localSettings(file);
  const chosen = chosenBy(type, formation);
  const args = startArguments({ file, root, settings, envFiles: await envFilesOf(root, settings), chosen });
  const execution = executionOf([script, ...args], { cwd: root, env: portVariable(settings) });
  const task = new vscode.Task(definition, folder, nameOf(definition), localType, execution, `$${localType}`);
  task.isBackground = true;
  task.presentationOptions = { panel: vscode.TaskPanelKind.Dedicated, clear: true, echo: false };
  task.detail = detailOf(definition);
  return task;
}

function chosenBy(type: string | undefined, formation: string | undefined): string[] | undefined {
  if (formation !== undefined && formation !== "") return [formation];
  return type === undefined || type === "" ? undefined : [type];
}

function nameOf({ procfile = "Procfile", process: type = "" }: LocalTaskDefinition): string {
  const words = [procfile === "Procfile" ? "" : procfile, type].filter((word) => word !== "");
  return words.join(" ") || vscode.l10n.t("all processes");
}

function detailOf({ procfile = "Procfile", process: type }: LocalTaskDefinition): string {
  return type === undefined
    ? vscode.l10n.t("Runs all processes of {0}.", procfile)
    : vscode.l10n.t("Runs {0} of {1}.", type, procfile);
}

interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** `words` begins with the path of `dist/local.js`. */
export function executionOf(
  words: readonly string[],
  { cwd, env }: Place,
): vscode.ProcessExecution | vscode.ShellExecution {
  const call = runnerCall(words);
  const options = { cwd, env: { ...call.env, ...env } };
  if (typeof call.args !== "string") return new vscode.ProcessExecution(call.path, call.args, options);
  // VS Code knows cmd.exe's quoting only for commands of a shell.
  const strong = (word: string): vscode.ShellQuotedString => ({
    // What stands in quotes stays in them for cmd.exe, and for the program that splits the line.
    value: word.replaceAll('"', '""').replace(/\\+$/, "$&$&"),
    quoting: vscode.ShellQuoting.Strong,
  });
  return new vscode.ShellExecution(strong(process.execPath), words.map(strong), {
    ...options,
    executable: call.path,
    shellArgs: ["/d", "/c"],
  });
}
