import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import * as vscode from "vscode";
import { cleanEnvironment } from "../../process/environment.ts";
import { type RunEntry, waitForRun } from "../../runner/control/registry.ts";
import type { Disposables } from "../disposables.ts";
import type { Launch } from "./launch.ts";

/**
 * Starts a run whose merged output nobody looks at. It ends with this window: then its channel to us closes. Rejects
 * with the runner's words when it does not come up.
 */
export async function startInBackground(
  { runId, request: { procfile }, args, env }: Launch,
  { script, disposables }: { readonly script: string; readonly disposables: Disposables },
): Promise<RunEntry> {
  const child = fork(script, [...args], {
    cwd: procfile.root,
    execArgv: [],
    env: { ...cleanEnvironment(process.env), ...env, ELECTRON_RUN_AS_NODE: "1" },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  disposables.add({ dispose: () => child.connected && child.disconnect() });
  const words = lastWords(child);
  const ended = new AbortController();
  void Promise.allSettled([once(child, "close")]).then(() => ended.abort());
  const entry = await waitForRun(runId, ended.signal);
  if (entry === undefined) throw new Error(words() || vscode.l10n.t("The local runner ended at once."));
  return entry;
}

/** Bytes of complaints that are kept. */
const most = 4096;

function lastWords({ stderr }: ChildProcess): () => string {
  let text = "";
  stderr?.setEncoding("utf8").on("data", (piece: string) => {
    text = `${text}${piece}`.slice(-most);
  });
  return () => text.trim();
}
