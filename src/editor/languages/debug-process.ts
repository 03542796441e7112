import path from "node:path";
import * as vscode from "vscode";
import { showDone } from "../messages.ts";
import { type DebuggerOf, debuggerOf } from "../../runner/debugger-of.ts";
import { localVariables } from "./local-environment.ts";
import { isRefused } from "./only-trusted.ts";
import { type LocalProcess, processAt } from "./process-at.ts";

const pythonDebugger = "ms-python.debugpy";

/** Starts a line of a Procfile under the debugger of its language. */
export async function debugProcess(target: unknown): Promise<void> {
  if (isRefused(vscode.l10n.t("debug"))) return;
  const local = await processAt(target, vscode.l10n.t("Debug a process"));
  if (local === undefined) return;
  const variables = await localVariables(local);
  const found = debuggerOf(local.command, variables);
  if (found.kind === "other") return sayUnknown(local, found.program);
  if (found.kind === "python" && !vscode.extensions.getExtension(pythonDebugger)) return offerPythonDebugger(local);
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(local.folder));
  await vscode.debug.startDebugging(folder, configuration(local, found, variables));
}

function configuration(
  local: LocalProcess,
  found: Exclude<DebuggerOf, { kind: "other" }>,
  env: Readonly<Record<string, string>>,
): vscode.DebugConfiguration {
  const common = { name: local.type, request: "launch", cwd: local.folder, env };
  if (found.kind === "node") return { ...common, type: "node-terminal", command: local.command };
  const { kind, folder, ...start } = found;
  return { ...common, ...start, type: "debugpy", cwd: path.join(local.folder, folder), console: "integratedTerminal" };
}

function sayUnknown({ type }: LocalProcess, program: string): void {
  showDone(
    vscode.l10n.t("{0} starts {1}, which Heroku Workbench cannot debug: it debugs Node and Python.", type, program),
  );
}

function offerPythonDebugger({ type }: LocalProcess): void {
  showDone(vscode.l10n.t("To debug {0}, install the extension Python Debugger ({1}).", type, pythonDebugger), {
    title: vscode.l10n.t("Find It"),
    command: "workbench.extensions.search",
    arguments: [`@id:${pythonDebugger}`],
  });
}
