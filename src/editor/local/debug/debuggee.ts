import { randomUUID } from "node:crypto";
import path from "node:path";
import * as vscode from "vscode";
import { openDoor } from "../door.ts";
import type { LocalRun } from "../local-runs.ts";
import { runnerCall } from "../runner-call.ts";
import { type Announced, openAnnouncements } from "./announcements.ts";
import { findPort, isListenedOn } from "./debug-port.ts";
import type { DebugTarget } from "./debug-target.ts";

/** A copy that was taken out of its run and waits for debuggers in a terminal of its own. */
export interface Debuggee {
  readonly terminal: vscode.Terminal;
  /** Its command has ended, by itself or because someone ended it. */
  readonly over: Promise<void>;
  /** Ends it; the run starts it again as usual. */
  dispose(): void;
}

/** Starts it; `hear` is called for every process of it that waits. */
export async function startDebuggee(
  { copy, process, kind, debugger: { announces }, library }: DebugTarget,
  { run, extensionPath, hear }: { run: LocalRun; extensionPath: string; hear: (announced: Announced) => void },
): Promise<Debuggee> {
  const announcements = announces ? await openAnnouncements(hear) : undefined;
  const port = announcements === undefined ? await findPort() : 0;
  const door = await openDoor(randomUUID());
  const dist = path.join(extensionPath, "dist");
  const call = runnerCall([
    path.join(dist, "local.js"),
    `--stay=${door.address}`,
    "attach",
    // A type that has no copy gets its first one.
    run.copies.has(copy) ? copy : process.type,
    `--run=${run.entry.runId}`,
    `--debugger=${kind}`,
    `--debugger-at=${announcements?.folder ?? port}`,
    `--debugger-hooks=${path.join(dist, "debuggers")}`,
    ...(library === undefined ? [] : [`--debugger-library=${library}`]),
  ]);
  const terminal = vscode.window.createTerminal({
    name: vscode.l10n.t("Debug {0}", copy),
    cwd: run.entry.root,
    shellPath: call.path,
    shellArgs: call.args,
    env: call.env,
    iconPath: new vscode.ThemeIcon("debug-alt"),
    isTransient: true,
  });
  terminal.show(true);
  const ended = new AbortController();
  void door.over.then(() => ended.abort());
  if (announcements === undefined && (await isListenedOn(port, ended.signal))) hear({ pid: 0, port });
  const closed = vscode.window.onDidCloseTerminal((one) => one === terminal && door.dispose());
  const over = door.over.then(async () => {
    closed.dispose();
    door.dispose();
    await announcements?.dispose();
  });
  return { terminal, over, dispose: () => terminal.dispose() };
}
