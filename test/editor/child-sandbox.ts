import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { RunningSandbox } from "../../src/editor/sandbox/running-sandbox.ts";
import { startSandboxProgram } from "../../src/editor/sandbox/sandbox-program.ts";
import { endTree } from "../../src/process/end-tree.ts";
import { createReaper } from "../../src/process/reaper.ts";

export interface ChildSandbox extends RunningSandbox {
  stop(): Promise<void>;
}

/** A sandbox of its own, as a program on a folder of its own. */
export async function startChildSandbox(seed?: "company"): Promise<ChildSandbox> {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-sandbox-"));
  const extension = vscode.extensions.getExtension("heroku-workbench.heroku-workbench");
  const script = path.join(extension?.extensionPath ?? "", "dist/sandbox.js");
  const reaper = createReaper({ grace: 20_000 });
  const { child, ready } = startSandboxProgram({ script, dataFolder, seed, reaper, onLine: () => {} });
  const stop = async (): Promise<void> => {
    await endTree(child, { grace: 20_000 });
    reaper.close();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { ...(await ready), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
