import * as vscode from "vscode";
import { during } from "../explanation.ts";
import { commands } from "../identifiers.ts";
import { isRefused } from "../languages/only-trusted.ts";
import { showDone } from "../messages.ts";
import { askRun } from "./ask-run.ts";
import { type ChosenProcess, chooseProcess, chooseProcfile } from "./choose-local.ts";
import { isUp } from "./copy-words.ts";
import { inLocalView } from "./in-local-view.ts";
import type { Local } from "./local.ts";
import { asLocalNode, procfileNode, targetsOf } from "./local-nodes.ts";
import type { LocalProcfile, LocalRun } from "./local-runs.ts";

/** Of a Procfile everything, else one type or copy; the others are not touched. */
export async function start(local: Local, rows: readonly unknown[]): Promise<void> {
  if (isRefused(vscode.l10n.t("run"))) return;
  // One after the other: the first starts the run that the next ones join.
  for (const target of targetsOf(rows)) await startOne(local, target);
}

async function startOne(local: Local, target: unknown): Promise<void> {
  const node = asLocalNode(target);
  if (node?.kind === "localProcfile") return startAll(local, target);
  const chosen = await chooseProcess(local, target, { title: vscode.l10n.t("Start a process") });
  if (chosen === undefined) return;
  const { procfile, process, name } = chosen;
  const run = local.runs.runOf(procfile.file);
  if (run && !run.entry.types.includes(process.type)) {
    return offerAnew(procfile.file, vscode.l10n.t("{0} came into the Procfile after this run was started.", name));
  }
  await inLocalView(vscode.l10n.t("{0} could not be started", name), async () => {
    if (run?.copies.has(name)) return askRun(run, { do: "start", name });
    const copies = Math.max(1, local.formations.copies(procfile.file, process.type));
    return local.runs.start({ procfile, formation: new Map([[process.type, copies]]) });
  });
}

/** A run knows the Procfile as it was when it started. */
function offerAnew(file: string, text: string): void {
  const title = vscode.l10n.t("Start All Anew");
  showDone(text, { title, command: commands.startLocalAnew, arguments: [procfileNode(file)] });
}

/** Ends the run of a Procfile and starts another, with the Procfile and the .env files as they are now. */
export async function startAnew(local: Local, target: unknown): Promise<void> {
  if (isRefused(vscode.l10n.t("run"))) return;
  const procfile = await chooseProcfile(local, target, { title: vscode.l10n.t("Start anew") });
  if (procfile === undefined) return;
  const run = local.runs.runOf(procfile.file);
  if (run) await stopRun(run);
  await inLocalView(vscode.l10n.t("{0} could not be started", procfile.label), () =>
    local.runs.start({ procfile, replaces: run }),
  );
}

export async function startAll(local: Local, target?: unknown): Promise<void> {
  if (isRefused(vscode.l10n.t("run"))) return;
  const procfile = await chooseProcfile(local, target, { title: vscode.l10n.t("Start the processes of a Procfile") });
  if (procfile === undefined) return;
  await inLocalView(vscode.l10n.t("{0} could not be started", procfile.label), () => local.runs.start({ procfile }));
}

export async function stop(local: Local, rows: readonly unknown[]): Promise<void> {
  await Promise.all(targetsOf(rows).map((target) => stopOne(local, target)));
}

async function stopOne(local: Local, target: unknown): Promise<void> {
  if (asLocalNode(target)?.kind === "localProcfile") return stopOf(local, target);
  await ofRunning(local, target, vscode.l10n.t("Stop a process"), {
    failure: (name) => vscode.l10n.t("{0} could not be stopped", name),
    work: (run, name) => askRun(run, { do: "stop-process", name }),
  });
}

export async function restart(local: Local, rows: readonly unknown[]): Promise<void> {
  if (isRefused(vscode.l10n.t("run"))) return;
  await Promise.all(targetsOf(rows).map((target) => restartOne(local, target)));
}

async function restartOne(local: Local, target: unknown): Promise<void> {
  const work = (run: LocalRun, name: string): Promise<unknown> => askRun(run, { do: "restart", name });
  const failure = (name: string): string => vscode.l10n.t("{0} could not be restarted", name);
  const node = asLocalNode(target);
  if (node?.kind !== "localProcfile") {
    const chosen = await ofRunning(local, target, vscode.l10n.t("Restart a process"), { failure, work });
    return chosen && sayIfOther(local, chosen);
  }
  const run = local.runs.runOf(node.file);
  const types = new Set([...(run?.copies.values() ?? [])].filter(isUp).map(({ type }) => type));
  if (run) await Promise.all([...types].map((type) => during(failure(type), () => work(run, type))));
}

/** All runs, those of other terminals too: what a person sees in the view ends. */
export async function stopAll(local: Local): Promise<void> {
  await local.runs.ready();
  if (local.runs.all.length === 0) return showDone(vscode.l10n.t("No process is running here."));
  await Promise.all([...local.runs.all].map(stopRun));
}

async function stopOf(local: Local, target: unknown): Promise<void> {
  const procfile = await chooseProcfile(local, target, { title: vscode.l10n.t("Stop the processes of a Procfile") });
  const run = procfile && local.runs.runOf(procfile.file);
  if (run) await stopRun(run);
}

/** Resolves when nothing of it is left. */
async function stopRun(run: LocalRun): Promise<void> {
  await inLocalView(vscode.l10n.t("The local processes could not be stopped"), async () => {
    await askRun(run, { do: "stop" });
    await run.client.closed;
  });
}

interface Act {
  readonly failure: (name: string) => string;
  readonly work: (run: LocalRun, name: string) => Promise<unknown>;
}

/** Does it to one process that runs, and says which. */
async function ofRunning(
  local: Local,
  target: unknown,
  title: string,
  { failure, work }: Act,
): Promise<ChosenProcess | undefined> {
  const filter = ({ procfile, name }: ChosenProcess): boolean => runsHere(local, procfile, name);
  const chosen = await chooseProcess(local, target, { title, filter });
  const run = chosen && local.runs.runOf(chosen.procfile.file);
  if (chosen === undefined || run === undefined) return undefined;
  await inLocalView(failure(chosen.name), () => work(run, chosen.name));
  return chosen;
}

function sayIfOther({ runs }: Local, { procfile, process, name }: ChosenProcess): void {
  const before = runs.runOf(procfile.file)?.commands.get(process.type);
  if (before === undefined || before === process.command) return;
  const text = vscode.l10n.t("{0} was started as before: its line changed after this run was started.", name);
  offerAnew(procfile.file, text);
}

function runsHere({ runs }: Local, { file }: LocalProcfile, type: string): boolean {
  return [...(runs.runOf(file)?.copies.values() ?? [])].some((copy) => copy.type === type && isUp(copy));
}
