import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { cleanEnvironment, leashed } from "../processes.ts";
import { withProgress } from "../progress.mjs";

/** The sandbox's own ready line. */
export interface SandboxReady {
  readonly apiUrl: string;
  readonly gitUrl: string;
  readonly routerPort: number;
  readonly token: string;
  readonly account: string;
  readonly caFile: string | null;
  readonly dataDir: string;
  readonly [more: string]: unknown;
}

export interface StartedSandbox {
  readonly ready: SandboxReady;
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

/** Longer than the dynos' own time to end. */
const grace = 45_000;

/** Starts `dist/sandbox.js` with the demo apps on a data folder, and on the port of last time where that is free. */
export async function startSandbox(dataDir: string, more: readonly string[] = []): Promise<StartedSandbox> {
  const portFile = `${dataDir}.port`;
  const port = await freePort(portFile);
  const args = ["dist/sandbox.js", "--port", String(port), "--seed", "demo", "--json", "--data", dataDir, ...more];
  const sandbox = leashed(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    env: cleanEnvironment(),
    grace,
  });
  const said: string[] = [];
  sandbox.child.stderr?.on("data", (chunk: Buffer) => said.push(chunk.toString("utf8")));
  const line = await withProgress("Starting the sandbox", () => firstLine(sandbox.child.stdout));
  if (line === undefined) throw new Error(said.join("").trim() || "The sandbox did not start.");
  const ready = JSON.parse(line) as SandboxReady;
  await writeFile(portFile, new URL(ready.apiUrl).port);
  return { ready, ended: sandbox.ended, stop: sandbox.stop };
}

/** Git remotes name the port: it should be the same after the next start. */
async function freePort(portFile: string): Promise<number> {
  const last = Number(await readFile(portFile, "utf8").catch(() => "0"));
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(0));
    server.listen(last, "127.0.0.1", () => server.close(() => resolve(last)));
  });
}

async function firstLine(stream: NodeJS.ReadableStream | null): Promise<string | undefined> {
  if (stream === null) return undefined;
  const lines = createInterface({ input: stream });
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  lines.once("line", resolve);
  lines.once("close", () => resolve(undefined));
  return promise;
}
