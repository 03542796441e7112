import * as vscode from "vscode";
import { chooseProcess, chooseProcfile } from "./choose-local.ts";
import { inLocalView } from "./in-local-view.ts";
import type { Local } from "./local.ts";
import { asLocalNode, targetsOf } from "./local-nodes.ts";
import type { LocalRun } from "./local-runs.ts";

/** In the terminal of the run only these; what the others write is kept for later. */
export async function showOnly(local: Local, rows: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t("Show only the output of");
  const chosen = await chooseProcess(local, rows[0], {
    title,
    filter: ({ procfile }) => local.runs.runOf(procfile.file) !== undefined,
  });
  const run = chosen && local.runs.runOf(chosen.procfile.file);
  if (chosen === undefined || run === undefined) return;
  const others = targetsOf(rows).flatMap((one) => {
    const node = asLocalNode(one);
    if (node === undefined || node.file !== chosen.procfile.file || node.kind === "localProcfile") return [];
    return [node.kind === "localCopy" ? node.name : node.type];
  });
  await show(local, run, [...new Set([chosen.name, ...others])]);
}

export async function showAll(local: Local, target: unknown): Promise<void> {
  const node = asLocalNode(target);
  const title = vscode.l10n.t("Show all output of");
  const procfile = await chooseProcfile(local, node && { ...node, kind: "localProcfile" }, {
    title,
    filter: ({ file }) => local.runs.runOf(file) !== undefined,
  });
  const run = procfile && local.runs.runOf(procfile.file);
  if (run) await show(local, run, []);
}

/** Where each process has a terminal of its own there is nothing to filter: that one comes forward. */
async function show(local: Local, run: LocalRun, names: readonly string[]): Promise<void> {
  await inLocalView(vscode.l10n.t("The output could not be filtered"), async () => {
    const answer = await run.client.ask({ do: "show", names });
    const name = names.length === 1 ? names[0] : undefined;
    const isThere = await (await local.launcher()).reveal(run.entry, { name });
    if (!answer.ok && !isThere) throw new Error(answer.message);
  });
}
