import { mkdtemp, rm, writeFile } from "node:fs/promises";
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
  /** Again, on the same folder and port, with these settings on top of those it had. */
  restart(settings?: Readonly<Record<string, unknown>>): Promise<void>;
  close(): Promise<void>;
}

export async function startE2eSandbox({
  seed = "none",
}: {
  seed?: "company" | "demo" | "none";
} = {}): Promise<E2eSandbox> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-e2e-sandbox-"));
  const reaper = createReaper({ grace: 20_000 });
  const start = (port: string): Child =>
    startChild({
      reaper,
      command: process.execPath,
      args: [path.join(root, "dist/sandbox.js"), "--port", port, "--data", dataDir, "--seed", seed, "--json"],
      cwd: root,
      env: cleanEnvironment(process.env, { git: "drop" }),
    });
  let child = start("0");
  const { apiUrl, routerPort, token } = await ready(child);
  return {
    apiUrl,
    routerPort,
    env: { HEROKU_HOST: apiUrl, HEROKU_API_KEY: token },
    kill: async () => void (await killTree(child)),
    async restart(settings = {}) {
      await endTree(child, { grace: 20_000 });
      await writeFile(path.join(dataDir, "settings.json"), JSON.stringify(settings));
      child = start(new URL(apiUrl).port);
      await ready(child);
    },
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
