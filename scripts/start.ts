// `npm start [-- --no-open --port N --data DIR --json --desktop]`: the sandbox, and VS Code with the extension signed in to it.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { root } from "./processes.ts";
import { withProgress } from "./progress.mjs";
import { startDesktop } from "./start/desktop.ts";
import { openInBrowser } from "./start/open-in-browser.ts";
import { copySample } from "./start/sample.ts";
import { startSandbox } from "./start/sandbox.ts";
import { whenAskedToStop } from "./stopping.ts";
import { installVscode } from "./vscode/install.ts";
import { startVscode, workbenchUrl } from "./vscode/server.ts";
import { makeVsix } from "./vsix.ts";

const usage = "npm start [-- --no-open --port N --data DIR --json --desktop]";

/** Where the workbench listens when nobody says otherwise and it is free: a browser keeps its state by address. */
const usualPort = 5181;

interface Part {
  readonly name: string;
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

const options = readOptions();
const dataDir = path.resolve(process.env["INIT_CWD"] ?? ".", options.data);
const parts: Part[] = [];
const asked = whenAskedToStop();

try {
  await Promise.race([start(), asked]);
  const ended = parts.map(async ({ name, ended: end }) => `${name} ended with ${await end}.`);
  const why = await Promise.race([...ended, asked]);
  if (why !== undefined) process.exitCode = say(`${why} Stopping everything.`, 1);
} catch (error) {
  process.exitCode = say(error instanceof Error ? error.message : String(error), 1);
} finally {
  await stopAll();
}
process.exit();

async function start(): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const vsix = await makeVsix(dataDir);
  const workspace = await copySample(path.join(dataDir, "hello-node"));
  const sandbox = await startSandbox(path.join(dataDir, "sandbox"));
  parts.unshift({ name: "The sandbox", ...sandbox });
  const { apiUrl, token } = sandbox.ready;
  const env = { HEROKU_HOST: apiUrl, HEROKU_API_KEY: token };
  if (options.desktop) {
    const desktop = await startDesktop({ dataDir: path.join(dataDir, "desktop"), workspace, env });
    parts.unshift({ name: "VS Code", ...desktop });
    return tellReady(null, sandbox.ready, workspace);
  }
  await installVscode();
  const vscode = await withProgress("Starting VS Code", () =>
    startVscode({ dataDir: path.join(dataDir, "vscode"), port: options.port, env, vsix }),
  );
  parts.unshift({ name: "VS Code", ...vscode });
  const url = workbenchUrl(vscode, { folder: workspace });
  tellReady(url, sandbox.ready, workspace);
  if (options.open) openInBrowser(url);
}

function tellReady(vscodeUrl: string | null, sandbox: Readonly<Record<string, unknown>>, workspace: string): void {
  if (options.json) return void process.stdout.write(`${JSON.stringify({ vscodeUrl, sandbox, workspace })}\n`);
  const lines = [
    "",
    ...(vscodeUrl === null ? [] : [`  VS Code   ${vscodeUrl}`]),
    `  Sandbox   ${sandbox["apiUrl"]}`,
    `  Project   ${workspace}`,
    "",
    "In VS Code: right-click the project folder and choose Deploy to Heroku…",
    "Ctrl-C stops all of it.",
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

async function stopAll(): Promise<void> {
  await withProgress("Stopping", async () => {
    for (const part of parts) await part.stop();
  });
}

function say(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}

function readOptions(): { open: boolean; port: number; data: string; json: boolean; desktop: boolean } {
  try {
    const { values } = parseArgs({
      allowNegative: true,
      options: {
        open: { type: "boolean", default: true },
        port: { type: "string", default: String(usualPort) },
        data: { type: "string", default: path.join(root, "out/start") },
        json: { type: "boolean", default: false },
        desktop: { type: "boolean", default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Error(`--port must be a number up to 65535, not "${values.port}".`);
    return { ...values, port };
  } catch (error) {
    process.exit(say(`${error instanceof Error ? error.message : error}\n${usage}`, 2));
  }
}
