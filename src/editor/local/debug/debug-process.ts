import * as vscode from "vscode";
import { during } from "../../explanation.ts";
import { localType } from "../../identifiers.ts";
import { isRefused } from "../../languages/only-trusted.ts";
import { asLensTarget, processAt } from "../../languages/process-at.ts";
import { chooseProcess } from "../choose-local.ts";
import type { Local } from "../local.ts";
import { asLocalNode } from "../local-nodes.ts";
import { procfileAt } from "../procfile-at.ts";
import { type LocalDebugConfiguration, procfileOf } from "./debug-configurations.ts";
import { debugTarget } from "./debug-target.ts";
import { type DebuggingOptions, startDebugging } from "./debugging.ts";
import { parseFormation } from "./formation-words.ts";

/** Debugs one process of a Procfile: of a row, a lens, the line at the cursor, or the one that the person picks. */
export async function debugProcess(local: Local, target: unknown): Promise<void> {
  if (isRefused(vscode.l10n.t("debug"))) return;
  const meant = await chooseMeant(local, target, vscode.l10n.t("Debug a process"));
  if (meant === undefined) return;
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(meant.file));
  const { name, file } = meant;
  await vscode.debug.startDebugging(folder, {
    type: localType,
    request: "launch",
    name,
    procfile: file,
    process: name,
  });
}

/** A Procfile, and `web` or `web.2` of it. */
export async function chooseMeant(
  local: Local,
  target: unknown,
  title: string,
): Promise<{ readonly file: string; readonly name: string } | undefined> {
  const active = vscode.window.activeTextEditor?.document.languageId === "procfile";
  if (asLensTarget(target) || (active && asLocalNode(target) === undefined)) {
    const line = await processAt(target, title);
    return line && { file: line.file, name: line.type };
  }
  const chosen = await chooseProcess(local, target, { title });
  return chosen && { file: chosen.procfile.file, name: chosen.name };
}

/** Turns a configuration of ours into one of the language's debugger; undefined starts no session. */
export async function resolveConfiguration(
  local: Local,
  configuration: LocalDebugConfiguration,
  options: Omit<DebuggingOptions, "local" | "wishes">,
): Promise<vscode.DebugConfiguration | undefined> {
  if (isRefused(vscode.l10n.t("debug"))) return undefined;
  const { process: name, formation, debugger: wishes = {} } = configuration;
  const doing = vscode.l10n.t("{0} could not be debugged", name ?? vscode.l10n.t("The Procfile"));
  return during(doing, async () => {
    const procfile = await procfileAt(local.runs, procfileOf(configuration, options.folder));
    if (name === undefined) {
      await local.runs.start({ procfile, formation: parseFormation(formation, procfile) });
      return undefined;
    }
    const type = name.replace(/\.\d+$/, "");
    const process = procfile.processes.find((it) => it.type === type);
    if (process === undefined) throw new Error(vscode.l10n.t("There is no process {0} in {1}.", name, procfile.label));
    const target = await debugTarget({ procfile, process, name });
    return target && startDebugging(target, { ...options, local, wishes });
  });
}
