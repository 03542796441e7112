import path from "node:path";
import type { Ready, RunningSandbox } from "../sandbox/sandbox.ts";
import { startSandbox } from "../sandbox/sandbox.ts";
import { parseSandboxCommand, type SandboxCommand, usage } from "./sandbox-options.ts";

process.exitCode = await main(process.argv.slice(2));

/** Runs until TERM, INT, HUP or, for a parent that keeps an IPC channel, the end of that. Resolves with the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const command = parse(args);
  if (!command) return 2;
  if (command.help) {
    process.stdout.write(usage);
    return 0;
  }
  process.on("unhandledRejection", report);
  const asked = askedToStop();
  const sandbox = await start(command, asked.signal);
  if (!sandbox) return asked.signal.aborted ? 0 : 1;
  await asked.stop;
  await stop(sandbox, command);
  return 0;
}

async function start(command: SandboxCommand, signal: AbortSignal): Promise<RunningSandbox | undefined> {
  // A parent that reads only the ready line may close our output.
  process.stdout.on("error", () => {});
  try {
    const sandbox = await startSandbox({ ...command, signal, onError: report });
    process.stdout.write(command.json ? `${JSON.stringify(sandbox.ready)}\n` : welcome(sandbox.ready));
    return sandbox;
  } catch (error) {
    if (!signal.aborted) process.stderr.write(`The sandbox could not start. ${explain(error, command)}\n`);
    return undefined;
  }
}

function parse(args: readonly string[]): SandboxCommand | undefined {
  try {
    return parseSandboxCommand(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    return undefined;
  }
}

function askedToStop(): { stop: Promise<void>; signal: AbortSignal } {
  const controller = new AbortController();
  const stop = new Promise<void>((resolve) => controller.signal.addEventListener("abort", () => resolve()));
  for (const name of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(name, () => controller.abort());
  process.on("disconnect", () => controller.abort());
  return { stop, signal: controller.signal };
}

async function stop(sandbox: RunningSandbox, { json }: SandboxCommand): Promise<void> {
  if (!json) process.stdout.write("Stopping the dynos…\n");
  await sandbox.stop();
}

function report(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

function explain(error: unknown, { port }: SandboxCommand): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return `Port ${port} is in use. Choose another with --port, or 0 for any.`;
  if (code === "EACCES" && port !== undefined && port < 1024)
    return `Port ${port} needs more rights. Choose one above 1023.`;
  return message;
}

/** The token stays in its file: a terminal is kept in scrollbacks and screenshots. */
function welcome({ apiUrl, routerPort, account, dataDir }: Ready): string {
  const tokenFile = path.join(dataDir, "token");
  return `The sandbox is ready for ${account}.

  API and git   ${apiUrl}
  Apps          http://<app>.localhost:${routerPort}/
  Data          ${dataDir}

To use it with the official Heroku CLI:

${environmentLines(apiUrl, tokenFile)}
  heroku apps

Press Ctrl-C to stop it and every dyno.
`;
}

function environmentLines(apiUrl: string, tokenFile: string): string {
  if (process.platform === "win32") {
    return `  $env:HEROKU_HOST = "${apiUrl}"; $env:HEROKU_API_KEY = Get-Content '${tokenFile.replaceAll("'", "''")}'`;
  }
  return `  export HEROKU_HOST=${apiUrl} HEROKU_API_KEY="$(cat '${tokenFile.replaceAll("'", "'\\''")}')"`;
}
