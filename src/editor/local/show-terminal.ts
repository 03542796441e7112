import * as vscode from "vscode";
import { showDone } from "../messages.ts";
import { chooseProcfile } from "./choose-local.ts";
import type { Local } from "./local.ts";
import { asLocalNode } from "./local-nodes.ts";

/** Brings the terminal forward in which a Procfile runs, or a copy where each has its own. */
export async function showTerminal(local: Local, target: unknown): Promise<void> {
  const node = asLocalNode(target);
  const title = vscode.l10n.t("Show the terminal of");
  const isRunning = ({ file }: { file: string }): boolean => local.runs.runOf(file) !== undefined;
  const procfile = await chooseProcfile(local, node && { ...node, kind: "localProcfile" }, {
    title,
    filter: isRunning,
  });
  const run = procfile && local.runs.runOf(procfile.file);
  if (procfile === undefined || run === undefined) return;
  const name = node?.kind === "localCopy" ? node.name : node?.kind === "localProcess" ? node.type : undefined;
  if (await (await local.launcher()).reveal(run.entry, { name, focus: true })) return;
  showDone(vscode.l10n.t("{0} was started in another window or program, so its terminal is there.", procfile.label));
}
