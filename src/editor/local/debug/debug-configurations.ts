import path from "node:path";
import * as vscode from "vscode";
import { localType } from "../../identifiers.ts";
import type { LocalProcfile } from "../local-runs.ts";

/** A `heroku-local` configuration of launch.json. */
export interface LocalDebugConfiguration extends vscode.DebugConfiguration {
  /** Relative to the workspace folder; `Procfile` unless given. */
  readonly procfile?: string;
  /** `web` or `web.2`; without it everything is started, and nothing debugged. */
  readonly process?: string;
  /** `web=2,worker=1`, where no process is named. */
  readonly formation?: string;
  /** For the debugger of the language. */
  readonly debugger?: Readonly<Record<string, unknown>>;
}

/** What *Run and Debug* offers for a Procfile: each process, and all together. */
export function configurationsOf({ file, label, processes }: LocalProcfile): LocalDebugConfiguration[] {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file));
  if (folder === undefined) return [];
  const procfile = path.relative(folder.uri.fsPath, file).split(path.sep).join("/");
  const of = label === "Procfile" ? "" : ` (${label})`;
  const common = { type: localType, request: "launch", procfile };
  const all = { ...common, name: `${vscode.l10n.t("Start All Processes")}${of}` };
  return [...processes.map(({ type }) => ({ ...common, name: `${type}${of}`, process: type })), all];
}

/** The Procfile that a configuration names, absolute. */
export function procfileOf(
  { procfile = "Procfile" }: LocalDebugConfiguration,
  folder: vscode.WorkspaceFolder | undefined,
): string {
  const root = folder?.uri.fsPath ?? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  // VS Code puts in its variables only after a configuration is resolved.
  return path.resolve(root, procfile.replace(/^\$\{workspaceFolder\}[\\/]?/, ""));
}
