import * as vscode from "vscode";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { Local } from "./local.ts";
import { asLocalNode } from "./local-nodes.ts";
import type { LocalProcess, LocalProcfile } from "./local-runs.ts";

/** A process type, or one copy of it. */
export interface ChosenProcess {
  readonly procfile: LocalProcfile;
  readonly process: LocalProcess;
  /** `web`, which means all its copies, or `web.2`. */
  readonly name: string;
}

/**
 * The process that a command was called on: a row, what a lens gives (`{ uri, type }`), else the one that the person
 * picks. Undefined when they decline, or when there is none, which a message says.
 */
export async function chooseProcess(
  { runs }: Pick<Local, "runs">,
  target: unknown,
  { title, filter = () => true }: { title: string; filter?: (chosen: ChosenProcess) => boolean },
): Promise<ChosenProcess | undefined> {
  const procfiles = await known(runs);
  const wanted = wantedOf(target);
  const all = procfiles.flatMap((procfile) =>
    procfile.processes.map((process): ChosenProcess => ({ procfile, process, name: process.type })),
  );
  if (wanted?.type !== undefined) {
    const found = all.find(({ procfile, name }) => procfile.file === wanted.file && name === wanted.type);
    if (found === undefined) showDone(vscode.l10n.t("That process is no longer in its Procfile."));
    return found && { ...found, name: wanted.name ?? found.name };
  }
  const offered = all.filter((one) => filter(one) && (wanted === undefined || one.procfile.file === wanted.file));
  if (offered.length === 0) sayNone(procfiles);
  if (offered.length <= 1) return offered[0];
  const isOfSeveral = new Set(offered.map(({ procfile }) => procfile.file)).size > 1;
  const items = offered.map((chosen) => ({
    label: chosen.name,
    description: isOfSeveral ? `${chosen.procfile.label} · ${chosen.process.command}` : chosen.process.command,
    chosen,
  }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.chosen;
}

/** The Procfile of a row or a lens, the only one there is, or the one that the person picks. */
export async function chooseProcfile(
  { runs }: Pick<Local, "runs">,
  target: unknown,
  { title, filter = () => true }: { title: string; filter?: (procfile: LocalProcfile) => boolean },
): Promise<LocalProcfile | undefined> {
  const procfiles = await known(runs);
  const wanted = wantedOf(target);
  if (wanted) return procfiles.find(({ file }) => file === wanted.file);
  const offered = procfiles.filter(filter);
  if (offered.length === 0) sayNone(procfiles);
  if (offered.length <= 1) return offered[0];
  const items = offered.map((procfile) => ({
    label: procfile.label,
    description: procfile.processes.map(({ type }) => type).join(", "),
    procfile,
  }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.procfile;
}

async function known(runs: Local["runs"]): Promise<readonly LocalProcfile[]> {
  await runs.ready();
  return runs.procfiles();
}

function wantedOf(target: unknown): { file: string; type?: string | undefined; name?: string | undefined } | undefined {
  const node = asLocalNode(target);
  if (node?.kind === "localProcfile") return { file: node.file };
  if (node) return { file: node.file, type: node.type, name: node.kind === "localCopy" ? node.name : node.type };
  if (typeof target !== "object" || target === null || !("uri" in target) || !("type" in target)) return undefined;
  const { uri, type } = target;
  return typeof uri === "string" && typeof type === "string" ? { file: vscode.Uri.parse(uri).fsPath, type } : undefined;
}

function sayNone(procfiles: readonly LocalProcfile[]): void {
  if (procfiles.length > 0) showDone(vscode.l10n.t("No process is running here."));
  else if (!vscode.workspace.isTrusted) showDone(vscode.l10n.t("This folder is not trusted: nothing of it is run."));
  else showDone(vscode.l10n.t("There is no Procfile with a process in the open folders."), create());
}

function create() {
  return { title: vscode.l10n.t("Create Procfile"), command: commands.createProcfile };
}
