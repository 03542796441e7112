import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import type { RunEntry } from "../../runner/control/registry.ts";
import type { Disposables } from "../disposables.ts";
import { isRefused } from "../languages/only-trusted.ts";
import type { KeptValues } from "./ask-for-missing.ts";
import { startInBackground } from "./background-run.ts";
import { handOver } from "./hand-over.ts";
import type { StartRequest } from "./local-runs.ts";
import { envFilesOf, localSettings } from "./local-settings.ts";
import { createProcessTerminals } from "./process-terminals.ts";
import { createRunTerminals } from "./run-terminals.ts";
import { portVariable, startArguments } from "./start-arguments.ts";

export interface Launcher {
  /**
   * Starts a run of its own. Resolves with its entry when it can be asked; undefined when the folder is not trusted,
   * which a message says, when the person declines a question, or when it did not come up, which its terminal says. Throws when it has no terminal to say so.
   */
  launch(request: StartRequest): Promise<RunEntry | undefined>;
  /** Brings the terminal of a run forward, or a copy's where each has its own; false when it is not in this window. */
  reveal(run: Pick<RunEntry, "runId" | "pid">, how?: Reveal): Promise<boolean>;
}

export interface Reveal {
  /** A process type or copy. */
  readonly name?: string | undefined;
  /** Keys go to the terminal from then on; else they stay where they go. */
  readonly focus?: boolean | undefined;
}

/** A run that is about to start, for whatever shows its output. */
export interface Launch {
  readonly runId: string;
  readonly request: StartRequest;
  /** After the path of `dist/local.js`. */
  readonly args: readonly string[];
  /** Beside the environment there is. */
  readonly env: Readonly<Record<string, string>>;
}

export interface LauncherOptions {
  readonly extensionPath: string;
  readonly disposables: Disposables;
}

/** Starts `dist/local.js` in terminals: a run's output never passes the extension host. */
export function createLauncher({ extensionPath, disposables }: LauncherOptions): Launcher {
  const script = path.join(extensionPath, "dist/local.js");
  const merged = createRunTerminals(script, disposables);
  const separate = createProcessTerminals(script, disposables);
  const kept: KeptValues = new Map();
  /** What the last run of each Procfile was given: in memory, for one that replaces it. */
  const given = new Map<string, Given>();

  const start = async (request: StartRequest, configVarsFrom?: string): Promise<RunEntry | undefined> => {
    const { procfile, router } = request;
    const settings = localSettings(procfile.file);
    const runId = randomUUID();
    const envFiles = await envFilesOf(procfile.root, settings);
    const chosen = request.formation && [...request.formation].map(([type, copies]) => `${type}=${copies}`);
    const words = { ...procfile, chosen, router, settings, envFiles, runId, configVarsFrom };
    given.set(procfile.file, { runId, request });
    const launch = { runId, request, args: startArguments(words), env: portVariable(settings) };
    if (settings.terminals === "merged") return merged.open(launch);
    const entry = await startInBackground(launch, { script, disposables });
    await separate.follow(entry, procfile);
    return entry;
  };

  return {
    async launch(request) {
      if (isRefused(vscode.l10n.t("run"))) return undefined;
      const whole = await withRequired(asBefore(request, given.get(request.procfile.file)), kept);
      if (whole === undefined) return undefined;
      const handed = whole.configVars && (await handOver(whole.configVars));
      return start(whole, handed?.address).finally(() => handed?.dispose());
    },
    async reveal(run, { name, focus = false } = {}) {
      const terminal = merged.find(run) ?? separate.find(run, name) ?? (await findByProcess(run));
      terminal?.show(!focus);
      return terminal !== undefined;
    },
  };
}

interface Given {
  readonly runId: string;
  readonly request: StartRequest;
}

/** With what the run that it replaces was given. */
function asBefore(request: StartRequest, last: Given | undefined): StartRequest {
  const { replaces, configVars, router } = request;
  if (replaces === undefined) return request;
  const before = last?.runId === replaces.entry.runId ? last.request.configVars : undefined;
  return { ...request, configVars: configVars ?? before, router: router ?? (replaces.traffic ? true : undefined) };
}

/** Undefined when the person would rather not start than without what app.json requires. */
async function withRequired(request: StartRequest, kept: KeptValues): Promise<StartRequest | undefined> {
  const { file, root } = request.procfile;
  const appJson = await readFile(path.join(root, "app.json"), "utf8").catch(() => undefined);
  if (appJson === undefined) return request;
  const { withMissing } = await import("./ask-for-missing.ts");
  return withMissing(request, { appJson, kept, envFiles: await envFilesOf(root, localSettings(file)) });
}

/** Of a run that a task started. */
async function findByProcess({ pid }: Pick<RunEntry, "pid">): Promise<vscode.Terminal | undefined> {
  for (const terminal of vscode.window.terminals) if ((await terminal.processId) === pid) return terminal;
  return undefined;
}
