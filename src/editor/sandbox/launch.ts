import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";
import type { Exit } from "../../process/child.ts";
import { createReaper } from "../../process/reaper.ts";
import { findRunningSandbox, isHeld } from "./running-sandbox.ts";
import { startSandboxProgram } from "./sandbox-program.ts";

export interface LaunchOptions {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly dataFolder: string;
  /** Milliseconds between SIGTERM and SIGKILL, if this window is killed. */
  readonly grace: number;
  /** The program that this window started has ended, for whatever reason. */
  readonly onEnd: (exit: Exit) => void;
}

export interface Launched {
  /** Lets the sandbox live on when this window goes. */
  letGo(): void;
}

/** Milliseconds between two attempts while an earlier sandbox is still ending its dynos. */
const pause = 300;

/**
 * Starts the sandbox and waits until it is ready. Should this window be killed, the sandbox ends with it. One that
 * was told to stop, as this window was reloaded, is waited for: it ends its dynos first.
 */
export async function launchSandbox(options: LaunchOptions): Promise<Launched> {
  const { dataFolder, grace } = options;
  await vscode.workspace.fs.createDirectory(vscode.Uri.file(dataFolder));
  const latest = Date.now() + grace;
  for (;;) {
    try {
      return await launchOnce(options);
    } catch (error) {
      if (Date.now() > latest || !(await isHeld(dataFolder))) throw error;
      await wait(pause);
    }
  }
}

async function launchOnce({ context, log, dataFolder, grace, onEnd }: LaunchOptions): Promise<Launched> {
  const reaper = createReaper({ grace });
  const script = context.asAbsolutePath(path.join("dist", "sandbox.js"));
  const onLine = (line: string): void => log.info(`[sandbox] ${line}`);
  const { child, ready } = startSandboxProgram({ script, dataFolder, reaper, onLine });
  void child.exited.then(() => reaper.close());
  const letGo = (): void => {
    if (child.pid !== undefined) reaper.forget(child.pid);
  };
  try {
    await ready;
    void child.exited.then(onEnd);
    return { letGo };
  } catch (error) {
    // Another window may have been faster: the sandbox refuses a second one on its data folder.
    if (await findRunningSandbox(dataFolder)) return { letGo };
    throw error;
  }
}
