import path from "node:path";
import * as vscode from "vscode";
import type { Local } from "../local.ts";
import type { LocalProcfile, LocalRun } from "../local-runs.ts";
import type { Announced } from "./announcements.ts";
import type { DebugTarget } from "./debug-target.ts";
import { type Debuggee, startDebuggee } from "./debuggee.ts";
import { endsByPerson } from "./session-ends.ts";

export interface DebuggingOptions {
  readonly local: Local;
  readonly extensionPath: string;
  readonly folder: vscode.WorkspaceFolder | undefined;
  /** What the person wants of the language's own debugger: `skipFiles`, `justMyCode` … */
  readonly wishes: Readonly<Record<string, unknown>>;
  readonly token: vscode.CancellationToken | undefined;
  readonly underWay: UnderWay;
}

/** What is debugged now, by Procfile and copy. */
export type UnderWay = Map<string, { end(): Promise<void> }>;

/**
 * Takes the copy out of its run, which is started for the others when there is none, and resolves with what attaches
 * the language's debugger to it. When the person ends the debugging the run starts it again. Undefined when it ended
 * before, or when the person cancelled.
 */
export async function startDebugging(
  target: DebugTarget,
  options: DebuggingOptions,
): Promise<vscode.DebugConfiguration | undefined> {
  const key = `${target.procfile.file}#${target.copy}`;
  await options.underWay.get(key)?.end();
  const run = await runOf(target, options.local);
  if (run === undefined) return undefined;
  await untilGivenBack(run, target.copy, options.local);
  return debugCopy(target, { ...options, run, key });
}

async function debugCopy(
  target: DebugTarget,
  options: DebuggingOptions & { readonly run: LocalRun; readonly key: string },
): Promise<vscode.DebugConfiguration | undefined> {
  const { run, key, folder, wishes, token, extensionPath, underWay } = options;
  const first = Promise.withResolvers<vscode.DebugConfiguration | undefined>();
  let isFirst = true;
  const hear = (announced: Announced): void => {
    const configuration = configurationOf(target, announced, wishes);
    if (!isFirst) return void vscode.debug.startDebugging(folder, { ...configuration, [mark]: key });
    isFirst = false;
    first.resolve({ ...configuration, [mark]: key });
  };
  const debuggee = await startDebuggee(target, { run, extensionPath, hear });
  const ends = endsByPerson(mark, key, () => debuggee.dispose());
  const cancelled = token?.onCancellationRequested(() => debuggee.dispose());
  const own = { end: () => end(debuggee) };
  underWay.set(key, own);
  void debuggee.over.then(() => {
    first.resolve(undefined);
    ends.dispose();
    cancelled?.dispose();
    if (underWay.get(key) === own) underWay.delete(key);
  });
  const configuration = await first.promise;
  if (configuration === undefined && token?.isCancellationRequested !== true) {
    throw new Error(vscode.l10n.t("It ended before a debugger could attach. Its terminal says why."));
  }
  return configuration;
}

/** In a session's configuration: which debugging it belongs to. */
const mark = "herokuLocal";

async function end(debuggee: Debuggee): Promise<void> {
  debuggee.dispose();
  await debuggee.over;
}

function configurationOf(
  { copy, debugger: { attach }, procfile }: DebugTarget,
  { script, url, port = 0 }: Announced,
  wishes: Readonly<Record<string, unknown>>,
): vscode.DebugConfiguration {
  const name = script === undefined ? copy : `${copy}: ${path.basename(script)}`;
  // What it prints is in its terminal.
  const common = { request: "attach", cwd: procfile.root, internalConsoleOptions: "neverOpen" };
  return { ...common, ...wishes, ...attach({ url, port }), name };
}

/** The run there is, or one of all that is to run but the type in question: that is started under its debugger at once. */
async function runOf({ procfile, process }: DebugTarget, { runs, formations }: Local): Promise<LocalRun | undefined> {
  await runs.ready();
  const run = runs.runOf(procfile.file);
  if (run) return run;
  const others = new Map(formations.of(procfile) ?? onceEach(procfile));
  others.delete(process.type);
  const hasOthers = [...others.values()].some((copies) => copies > 0);
  return runs.start({ procfile, formation: hasOthers ? others : new Map([[process.type, 1]]) });
}

function onceEach({ processes }: LocalProcfile): [string, number][] {
  return processes.filter(({ type }) => type !== "release").map(({ type }) => [type, 1]);
}

/** What was debugged a moment ago is still on its way back. */
async function untilGivenBack(run: LocalRun, copy: string, { runs }: Local): Promise<void> {
  const isAway = (): boolean => runs.runOf(run.entry.procfile)?.copies.get(copy)?.state.kind === "borrowed";
  if (!isAway()) return;
  await new Promise<void>((resolve) => {
    const listener = runs.onDidChange(() => {
      if (isAway()) return;
      listener.dispose();
      resolve();
    });
  });
}
