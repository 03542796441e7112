import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { root } from "../../scripts/processes.ts";
import { type Child, startChild } from "../../src/process/child.ts";
import { endTree, killTree } from "../../src/process/end-tree.ts";
import { cleanEnvironment } from "../../src/process/environment.ts";
import { createReaper } from "../../src/process/reaper.ts";

/** A sandbox as its own program, on a folder of its own. */
export interface E2eSandbox {
  readonly apiUrl: string;
  readonly routerPort: number;
  /** For `openWorkbench({ env })`: signs in. */
  readonly env: Readonly<Record<string, string>>;
  /** As a power cut does. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function startE2eSandbox({ seed = "none" }: { seed?: "demo" | "none" } = {}): Promise<E2eSandbox> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-e2e-sandbox-"));
  const reaper = createReaper({ grace: 20_000 });
  const child = startChild({
    reaper,
    command: process.execPath,
    args: [path.join(root, "dist/sandbox.js"), "--port", "0", "--data", dataDir, "--seed", seed, "--json"],
    cwd: root,
    env: cleanEnvironment(process.env, { git: "drop" }),
  });
  const { apiUrl, routerPort, token } = await ready(child);
  return {
    apiUrl,
    routerPort,
    env: { HEROKU_HOST: apiUrl, HEROKU_API_KEY: token },
    kill: async () => void (await killTree(child)),
    async close() {
      await endTree(child, { grace: 20_000 });
      reaper.close();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function ready(child: Child): Promise<{ apiUrl: string; routerPort: number; token: string }> {
  child.stderr.pipe(process.stderr);
  for await (const line of createInterface({ input: child.stdout })) {
    child.stdout.resume();
    return JSON.parse(line);
  }
  throw new Error("The sandbox ended before it was ready.");
}
