import { mkdir } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import type { DuplicateTarget } from "../../runner/control/protocol.ts";
import { confirm } from "../commands/confirm.ts";
import { commands } from "../identifiers.ts";
import { isRefused } from "../languages/only-trusted.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import { askRun } from "./ask-run.ts";
import { chooseProcfile } from "./choose-local.ts";
import { isUp } from "./copy-words.ts";
import type { LocalProcfile, LocalRun, LocalRuns } from "./local-runs.ts";
import { newRecording, recordingsFolder } from "./recordings.ts";
import { addressOf, chooseTarget, isAllowed } from "./traffic-target.ts";

/** Records what the web processes of a run are asked, from now on, into a file of this workspace's storage. */
export async function recordTraffic({ context }: Services, runs: LocalRuns, target: unknown): Promise<void> {
  const run = await withRouter(runs, target, vscode.l10n.t("Record the traffic of"));
  if (run === undefined) return;
  const folder = recordingsFolder(context);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await askRun(run, { do: "record", file: path.join(folder, newRecording(run.entry.procfile, new Date())) });
  const url = addressOf(run) ?? "";
  showDone(
    vscode.l10n.t("Requests to {0} are recorded, without what signs people in.", url),
    { title: vscode.l10n.t("Open in Browser"), command: "vscode.open", arguments: [vscode.Uri.parse(url)] },
    { title: vscode.l10n.t("Stop Recording"), command: commands.stopRecording },
  );
}

export async function stopRecording(runs: LocalRuns, target: unknown): Promise<void> {
  await runs.ready();
  const fileOf = ({ file }: LocalProcfile): string => runs.runOf(file)?.traffic?.recording ?? "";
  if (!(await runs.procfiles()).some(fileOf)) return showDone(vscode.l10n.t("Nothing is recorded now."));
  const title = vscode.l10n.t("Stop recording the traffic of");
  const procfile = await chooseProcfile({ runs }, target, { title, filter: (it) => fileOf(it) !== "" });
  const run = procfile && runs.runOf(procfile.file);
  if (procfile === undefined || run === undefined) return;
  const { traffic } = await askRun(run, { do: "status" });
  const uri = vscode.Uri.file(traffic?.recording ?? fileOf(procfile));
  await askRun(run, { do: "stop-recording" });
  const name = path.basename(uri.fsPath);
  showDone(
    traffic?.recorded === 1
      ? vscode.l10n.t("Recorded one request in {0}.", name)
      : vscode.l10n.t("Recorded {0} requests in {1}.", traffic?.recorded ?? 0, name),
    { title: vscode.l10n.t("Replay…"), command: commands.replayRecording, arguments: [uri] },
    { title: vscode.l10n.t("Open"), command: "vscode.open", arguments: [uri] },
  );
}

/** Sends copies of the requests of a run to other targets, or no longer. */
export async function duplicateRequests(services: Services, runs: LocalRuns, target: unknown): Promise<void> {
  const title = vscode.l10n.t("Duplicate the requests of");
  const run = await withRouter(runs, target, title);
  if (run === undefined) return;
  const targets = run.traffic?.targets ?? [];
  const gone = targets.length === 0 ? "new" : await pickTarget(targets);
  if (gone === undefined) return;
  const rest = targets.filter((it) => it !== gone);
  if (gone !== "new") {
    await askRun(run, { do: "duplicate", targets: rest.map(filtersOf) });
    return showDone(vscode.l10n.t("{0} gets no more copies.", gone.url));
  }
  const added = await askForTarget(services, runs, run);
  if (added === undefined) return;
  await askRun(run, { do: "duplicate", targets: [...rest.map(filtersOf), added] });
  showDone(vscode.l10n.t("{0} gets copies of the requests; its answers are thrown away.", added.url));
}

type LiveTarget = NonNullable<LocalRun["traffic"]>["targets"][number];

async function pickTarget(targets: readonly LiveTarget[]): Promise<LiveTarget | "new" | undefined> {
  const items = [
    { label: vscode.l10n.t("Add a target…"), chosen: "new" as const },
    ...targets.map((it) => ({
      label: vscode.l10n.t("Stop copies to {0}", it.url),
      description: vscode.l10n.t("{0} sent, {1} failed, {2} dropped", it.sent, it.failed, it.dropped),
      chosen: it,
    })),
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Duplicate requests") }))?.chosen;
}

function filtersOf({ url, percent, path: pattern, headers }: LiveTarget): DuplicateTarget {
  return {
    url,
    ...(percent === undefined ? {} : { percent }),
    ...(pattern === undefined ? {} : { path: pattern }),
    ...(headers === undefined ? {} : { headers }),
  };
}

async function askForTarget(services: Services, runs: LocalRuns, own: LocalRun): Promise<DuplicateTarget | undefined> {
  const title = vscode.l10n.t("Duplicate requests to");
  const target = await chooseTarget(
    services,
    title,
    runs.all.filter((it) => it !== own),
  );
  if (target === undefined) return undefined;
  const shares = [
    { label: vscode.l10n.t("All requests"), percent: 100 },
    { label: vscode.l10n.t("Half of them"), percent: 50 },
    { label: vscode.l10n.t("One in ten"), percent: 10 },
    { label: vscode.l10n.t("One in a hundred"), percent: 1 },
  ];
  const share = await vscode.window.showQuickPick(shares, { title, placeHolder: target.url });
  const pattern = share && (await askForPath(title));
  const header = pattern === undefined ? undefined : await askForHeader(title);
  if (share === undefined || pattern === undefined || header === undefined) return undefined;
  const words = {
    question: vscode.l10n.t("Duplicate requests to {0}?", target.name),
    detail: vscode.l10n.t("It gets those that change something, too: POST, PUT, PATCH and DELETE."),
    yes: vscode.l10n.t("Duplicate"),
  };
  if (!(await isAllowed(target, words))) return undefined;
  return {
    url: target.url,
    percent: share.percent,
    ...(pattern === "" ? {} : { path: pattern }),
    ...(header === "" ? {} : { headers: headerOf(header) }),
  };
}

function askForPath(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("Only paths that match this regular expression; nothing means all"),
    placeHolder: "^/api/",
    ignoreFocusOut: true,
    validateInput: (text) => (isPattern(text) ? undefined : vscode.l10n.t("This is no regular expression.")),
  });
}

function askForHeader(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("Only requests with this header, NAME: REGULAR EXPRESSION; nothing means all"),
    placeHolder: "Accept: json",
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === "" || Object.values(headerOf(text)).some(isPattern) ? undefined : vscode.l10n.t("Such as Accept: json."),
  });
}

/** `Accept: json`, by its name in lower case. */
function headerOf(text: string): Readonly<Record<string, string>> {
  const [, name, pattern] = /^\s*([\w-]+)\s*:\s*(.+)$/.exec(text) ?? [];
  return name === undefined || pattern === undefined ? {} : { [name.toLowerCase()]: pattern };
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/** A run with the local router before its web processes: it is started, or after a question started again. */
async function withRouter(runs: LocalRuns, target: unknown, title: string): Promise<LocalRun | undefined> {
  if (isRefused(vscode.l10n.t("run"))) return undefined;
  const hasWeb = ({ processes }: LocalProcfile): boolean => processes.some(({ type }) => type === "web");
  const procfile = await chooseProcfile({ runs }, target, { title, filter: hasWeb });
  const run = procfile && runs.runOf(procfile.file);
  if (procfile === undefined || run?.traffic !== undefined) return run;
  if (!hasWeb(procfile)) {
    throw new Error(vscode.l10n.t("{0} has no process web, and only that one gets requests.", procfile.label));
  }
  // Of what runs now: nothing does when the answer is there.
  const formation = run && formationOf(run);
  if (run !== undefined && !(await isRestartWanted(run, procfile.label))) return undefined;
  return runs.start({ procfile, formation, router: true, replaces: run });
}

/** What runs now, and at least one web process. */
function formationOf({ copies }: LocalRun): ReadonlyMap<string, number> {
  const running = Map.groupBy([...copies.values()].filter(isUp), ({ type }) => type);
  return new Map([["web", 1], ...[...running].map(([type, { length }]): [string, number] => [type, length])]);
}

async function isRestartWanted(run: LocalRun, label: string): Promise<boolean> {
  const question = vscode.l10n.t("Restart {0} with the local router?", label);
  const detail = vscode.l10n.t(
    "Requests go through it to the web processes. All that runs of it is stopped and started again.",
  );
  return stopAfterAsking(run, { question, detail, yes: vscode.l10n.t("Restart") });
}

/** Stops a run when the person agrees; true when nothing of it is left. */
export async function stopAfterAsking(run: LocalRun, words: Parameters<typeof confirm>[1]): Promise<boolean> {
  if (!(await confirm("stop", words))) return false;
  await askRun(run, { do: "stop" });
  await run.client.closed;
  return true;
}
