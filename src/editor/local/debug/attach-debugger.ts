import path from "node:path";
import * as vscode from "vscode";
import { type NodeProgram, nodePrograms } from "../../../process/node-programs.ts";
import { inspectorPort, openInspector } from "../../../process/open-inspector.ts";
import { isRefused } from "../../languages/only-trusted.ts";
import { showDone } from "../../messages.ts";
import { chooseProcess } from "../choose-local.ts";
import type { Local } from "../local.ts";
import type { LocalRun } from "../local-runs.ts";
import { debuggers } from "./debuggers.ts";

/** Attaches the debugger to a Node process that runs, which goes on as it is. */
export async function attachDebugger(local: Local, target: unknown): Promise<void> {
  if (isRefused(vscode.l10n.t("debug"))) return;
  const title = vscode.l10n.t("Attach the debugger to a running Node process");
  const chosen = await chooseProcess(local, target, {
    title,
    filter: ({ procfile, name }) => pidsOf(local.runs.runOf(procfile.file), name).length > 0,
  });
  if (chosen === undefined) return;
  const { procfile, name } = chosen;
  const pids = pidsOf(local.runs.runOf(procfile.file), name);
  const found = pids.map(async (group) => (await nodePrograms(group)).map((program) => ({ ...program, group })));
  const programs = (await Promise.all(found)).flat();
  if (programs.length === 0) return sayNone(name);
  const program = await choose(programs, title);
  if (program === undefined) return;
  const url = await openInspector(program.pid, program.group);
  if (url === undefined) throw new Error(portIsTaken(name));
  await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(vscode.Uri.file(procfile.file)), {
    ...debuggers.node.attach({ url, port: inspectorPort }),
    request: "attach",
    name: `${name} (${program.pid})`,
    cwd: procfile.root,
    internalConsoleOptions: "neverOpen",
  });
}

function pidsOf(run: LocalRun | undefined, name: string): number[] {
  const copies = [...(run?.copies.values() ?? [])].filter((copy) => copy.name === name || copy.type === name);
  return copies.flatMap(({ state }) => (state.kind === "running" ? [state.pid] : []));
}

async function choose<T extends NodeProgram>(programs: readonly T[], title: string): Promise<T | undefined> {
  if (programs.length === 1) return programs[0];
  const items = programs.map((program) => ({
    label:
      program.command
        .split(" ")
        .slice(1)
        .map((word) => path.basename(word))
        .join(" ") || program.command,
    description: String(program.pid),
    program,
  }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.program;
}

function portIsTaken(name: string): string {
  return vscode.l10n.t(
    "The debugger could not be attached to {0}: another process has port {1}, which Node opens for it. End that debugging first.",
    name,
    String(inspectorPort),
  );
}

function sayNone(name: string): void {
  showDone(
    vscode.l10n.t("{0} runs no Node that a debugger can attach to as it is. Debug Process starts it under one.", name),
  );
}
