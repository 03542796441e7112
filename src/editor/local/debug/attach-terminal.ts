import path from "node:path";
import * as vscode from "vscode";
import { isRefused } from "../../languages/only-trusted.ts";
import { type ChosenProcess, chooseProcess } from "../choose-local.ts";
import { inLocalView } from "../in-local-view.ts";
import type { Local } from "../local.ts";
import { runnerCall } from "../runner-call.ts";

/** Restarts one copy in a terminal of its own, for a REPL or a debugger that reads keys; it goes back at its end. */
export async function attachTerminal(local: Local, extensionPath: string, target: unknown): Promise<void> {
  if (isRefused(vscode.l10n.t("run"))) return;
  const chosen = await chooseProcess(local, target, { title: vscode.l10n.t("Attach a process to a terminal") });
  if (chosen === undefined) return;
  const { procfile, name } = chosen;
  const failure = vscode.l10n.t("{0} could not be attached to a terminal", name);
  await inLocalView(failure, async () => {
    const run = local.runs.runOf(procfile.file) ?? (await local.runs.start({ procfile }));
    if (run !== undefined) open(chosen, run.entry.runId, path.join(extensionPath, "dist/local.js"));
  });
}

function open({ procfile, process, name }: ChosenProcess, runId: string, script: string): void {
  const copy = name === process.type ? `${name}.1` : name;
  const call = runnerCall([script, "--stay", "attach", copy, `--run=${runId}`]);
  const options: vscode.TerminalOptions = {
    name: copy,
    cwd: procfile.root,
    shellPath: call.path,
    shellArgs: call.args,
    env: call.env,
    iconPath: new vscode.ThemeIcon("terminal"),
    isTransient: true,
  };
  vscode.window.createTerminal(options).show();
}
