import * as vscode from "vscode";
import { isRefused } from "../languages/only-trusted.ts";
import { processAt } from "../languages/process-at.ts";
import { askRun } from "./ask-run.ts";
import type { Local } from "./local.ts";
import type { LocalRun } from "./local-runs.ts";
import { procfileAt } from "./procfile-at.ts";

/** Runs a line of a Procfile beside what already runs of it; a process that runs starts again. */
export async function runLine({ runs, launcher }: Pick<Local, "launcher" | "runs">, target: unknown): Promise<void> {
  if (isRefused(vscode.l10n.t("run"))) return;
  const line = await processAt(target, vscode.l10n.t("Run a process"));
  if (line === undefined) return;
  const procfile = await procfileAt(runs, line.file);
  await runs.ready();
  const run = runs.runOf(procfile.file);
  const formation = new Map([[line.type, 1]]);
  if (run !== undefined && isUnderWay(run, line.type)) await askRun(run, { do: "restart", name: line.type });
  else await runs.start({ procfile, formation });
  if (run !== undefined) await (await launcher()).reveal(run.entry, { name: line.type });
}

function isUnderWay({ copies }: LocalRun, type: string): boolean {
  return [...copies.values()].some((copy) => copy.type === type && !over.has(copy.state.kind));
}

const over: ReadonlySet<string> = new Set(["borrowed", "ended", "stopped", "stopping"]);
