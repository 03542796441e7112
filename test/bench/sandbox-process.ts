import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { root } from "../../scripts/processes.ts";
import { createClient, type HerokuClient } from "../../src/heroku/client.ts";
import { globalFetch } from "../../src/heroku/transports/global-fetch.ts";

/** The sandbox as a program of its own, in a folder of its own. */
export interface SandboxProcess {
  readonly client: HerokuClient;
  readonly gitUrl: string;
  readonly token: string;
  readonly routerPort: number;
  readonly pid: number;
  /** A GET through the router; resolves with the status once the body is there. */
  get(app: string, path?: string): Promise<number>;
}

/** Runs the built program where there is one, else the source. */
export async function withSandbox<T>(
  use: (sandbox: SandboxProcess) => Promise<T>,
  { seed = "none" }: { readonly seed?: "many" | "none" } = {},
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-sandbox-"));
  const built = path.join(root, "dist/sandbox.js");
  const program = existsSync(built) ? built : path.join(root, "src/cli/sandbox.ts");
  const args = [
    "--disable-warning=ExperimentalWarning",
    program,
    "--port",
    "0",
    "--data",
    folder,
    "--seed",
    seed,
    "--json",
  ];
  // It ends in order when its channel to us does, whatever ends us.
  const sandbox = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  const ended = new Promise<number | null>((resolve) => sandbox.once("exit", resolve));
  const stop = async () => {
    if (sandbox.connected) sandbox.disconnect();
    await ended;
  };
  try {
    const { apiUrl, gitUrl, routerPort, token } = JSON.parse(await firstLine(sandbox.stdout, ended));
    const client = createClient({ apiUrl, token, transport: globalFetch, userAgent: "heroku-workbench/bench" });
    const pid = sandbox.pid ?? 0;
    return await use({ client, gitUrl, routerPort, token, pid, get: (app, page = "/") => get(routerPort, app, page) });
  } finally {
    await stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function firstLine(output: Readable | null, ended: Promise<number | null>): Promise<string> {
  return new Promise((resolve, reject) => {
    if (output) createInterface({ input: output }).once("line", resolve);
    void ended.then((code) => reject(new Error(`The sandbox ended with ${code}.`)));
  });
}

/** Node does not look up `<app>.localhost` everywhere; the router goes by the Host header. */
function get(port: number, app: string, page: string): Promise<number> {
  const headers = { host: `${app}.localhost:${port}` };
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path: page, headers }, (response) => {
      response
        .resume()
        .on("end", () => resolve(response.statusCode ?? 0))
        .on("error", reject);
    })
      .on("error", reject)
      .end();
  });
}
