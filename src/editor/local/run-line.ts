import { readFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { isRefused } from "../languages/only-trusted.ts";
import { type LocalProcess, processAt } from "../languages/process-at.ts";
import { askRun } from "./ask-run.ts";
import type { Local } from "./local.ts";
import type { LocalProcfile, LocalRun, LocalRuns } from "./local-runs.ts";
import { readProcesses } from "./read-procfile.ts";

/** Runs a line of a Procfile beside what already runs of it; a process that runs starts again. */
export async function runLine({ runs, launcher }: Pick<Local, "launcher" | "runs">, target: unknown): Promise<void> {
  if (isRefused(vscode.l10n.t("run"))) return;
  const line = await processAt(target, vscode.l10n.t("Run a process"));
  if (line === undefined) return;
  const procfile = await procfileOf(runs, line);
  await runs.ready();
  const run = runs.runOf(procfile.file);
  const formation = new Map([[line.type, 1]]);
  if (run !== undefined && isUnderWay(run, line.type)) await askRun(run, { do: "restart", name: line.type });
  else await runs.start({ procfile, formation });
  if (run !== undefined) await (await launcher()).reveal(run.entry, `${line.type}.1`);
}

/** Also of a Procfile that the view does not show, as it is called otherwise or lies in no open folder. */
async function procfileOf(runs: LocalRuns, { file, folder }: LocalProcess): Promise<LocalProcfile> {
  const known = (await runs.procfiles()).find((it) => it.file === file);
  const processes = known?.processes ?? readProcesses(await readFile(file, "utf8"));
  return known ?? { file, root: folder, label: path.basename(file), processes };
}

function isUnderWay({ copies }: LocalRun, type: string): boolean {
  return [...copies.values()].some((copy) => copy.type === type && !over.has(copy.state.kind));
}

const over: ReadonlySet<string> = new Set(["borrowed", "ended", "stopped", "stopping"]);
