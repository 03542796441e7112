import path from "node:path";
import * as vscode from "vscode";
import type { Exit } from "../../process/child.ts";
import { findRunningSandbox, type RunningSandbox } from "./running-sandbox.ts";
import { startSandboxProgram } from "./sandbox-program.ts";

export interface LaunchOptions {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly dataFolder: string;
  /** The program that this window started has ended, for whatever reason. */
  readonly onEnd: (exit: Exit) => void;
}

/** Starts the sandbox and waits until it is ready. */
export async function launchSandbox({ context, log, dataFolder, onEnd }: LaunchOptions): Promise<RunningSandbox> {
  await vscode.workspace.fs.createDirectory(vscode.Uri.file(dataFolder));
  const script = context.asAbsolutePath(path.join("dist", "sandbox.js"));
  const program = startSandboxProgram({ script, dataFolder, onLine: (line) => log.info(`[sandbox] ${line}`) });
  try {
    const running = await program.ready;
    void program.child.exited.then(onEnd);
    return running;
  } catch (error) {
    // Another window may have been faster: the sandbox refuses a second one on its data folder.
    const others = await findRunningSandbox(dataFolder);
    if (others) return others;
    throw error;
  }
}
