import * as vscode from "vscode";
import { cleanEnvironment } from "../../process/environment.ts";
import { localVariables } from "./local-environment.ts";
import { isRefused } from "./only-trusted.ts";
import { type LocalProcess, processAt } from "./process-at.ts";
import { terminalShell } from "./terminal-shell.ts";

/** Runs a line of a Procfile in a terminal of its own; a terminal that ran it before makes room. */
export async function runProcess(target: unknown): Promise<void> {
  if (isRefused(vscode.l10n.t("run"))) return;
  const local = await processAt(target, vscode.l10n.t("Run a process"));
  if (local === undefined) return;
  const options = await terminalOptions(local);
  vscode.window.terminals.find((it) => isOf(it, local))?.dispose();
  vscode.window.createTerminal(options).show(true);
}

async function terminalOptions(local: LocalProcess): Promise<vscode.TerminalOptions> {
  const variables = await localVariables(local);
  const { path, args } = terminalShell(local.command, {
    platform: process.platform,
    env: process.env,
    ended: vscode.l10n.t("{0} ended with status {1}. Press Enter to close.", local.type, "%s"),
  });
  return {
    name: local.type,
    cwd: local.folder,
    // The whole environment: what the editor itself was started with is no affair of the process.
    strictEnv: true,
    env: { ...cleanEnvironment(process.env), COLORTERM: "truecolor", ...variables },
    shellPath: path,
    shellArgs: args,
    iconPath: new vscode.ThemeIcon("play"),
    isTransient: true,
  };
}

function isOf({ name, creationOptions }: vscode.Terminal, local: LocalProcess): boolean {
  return name === local.type && "cwd" in creationOptions && creationOptions.cwd === local.folder;
}
