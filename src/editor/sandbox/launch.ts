import path from "node:path";
import * as vscode from "vscode";
import type { Exit } from "../../process/child.ts";
import { findRunningSandbox, type RunningSandbox } from "./running-sandbox.ts";

export interface LaunchOptions {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly dataFolder: string;
  /** The program that this window started has ended, for whatever reason. */
  readonly onEnd: (exit: Exit) => void;
}

const portKey = "herokuWorkbench.sandbox.port";

/** Starts the sandbox, on the port of last time where that is free: it is in the git remotes of its apps. */
export async function launchSandbox(options: LaunchOptions): Promise<RunningSandbox> {
  const { context, dataFolder } = options;
  await vscode.workspace.fs.createDirectory(vscode.Uri.file(dataFolder));
  const lastPort = context.globalState.get<number>(portKey, 0);
  const running = await launchOn(lastPort, options).catch(async (error: unknown) => {
    // Another window may have been faster: the sandbox refuses a second one on its data folder.
    const others = await findRunningSandbox(dataFolder);
    if (others) return others;
    if (lastPort === 0) throw error;
    return launchOn(0, options);
  });
  await context.globalState.update(portKey, Number(new URL(running.apiUrl).port));
  return running;
}

async function launchOn(port: number, { context, log, dataFolder, onEnd }: LaunchOptions): Promise<RunningSandbox> {
  const script = context.asAbsolutePath(path.join("dist", "sandbox.js"));
  const onLine = (line: string): void => log.info(`[sandbox] ${line}`);
  const { startSandboxProgram } = await import("./sandbox-program.ts");
  const program = startSandboxProgram({ script, dataFolder, port, onLine });
  const running = await program.ready;
  void program.child.exited.then(onEnd);
  return running;
}
