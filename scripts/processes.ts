import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

export interface Leashed {
  readonly child: ChildProcess;
  /** Exit code; 128 after a signal. */
  readonly ended: Promise<number>;
  /** Ends the whole process group: TERM, the grace time, KILL. */
  stop(): Promise<void>;
}

export interface LeashOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stdout?: "pipe" | "inherit" | number;
  readonly stderr?: "pipe" | "inherit" | number;
  /** Milliseconds between TERM and KILL. */
  readonly grace?: number;
  /** Stops the program. */
  readonly signal?: AbortSignal | undefined;
}

/** Starts a program that ends with us, whatever ends us (`leash.mjs`). */
export function leashed(command: string, args: readonly string[], options: LeashOptions = {}): Leashed {
  const leash = path.join(root, "scripts/leash.mjs");
  const child = spawn(process.execPath, [leash, String(options.grace ?? 5000), command, ...args], {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    stdio: ["pipe", options.stdout ?? "pipe", options.stderr ?? "pipe"],
    windowsHide: true,
  });
  const ended = once(child, "close").then(([code]) => Number(code ?? 128));
  const stop = async (): Promise<void> => {
    child.stdin?.end();
    await ended;
  };
  if (options.signal?.aborted) child.stdin?.end();
  options.signal?.addEventListener("abort", () => child.stdin?.end(), { once: true });
  return { child, ended, stop };
}

/** Runs a program to its end and keeps what it printed, both streams in one. */
export async function captured(
  command: string,
  args: readonly string[],
  options: Omit<LeashOptions, "stdout" | "stderr"> = {},
): Promise<{ code: number; output: string }> {
  const { child, ended } = leashed(command, args, options);
  const chunks: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return { code: await ended, output: Buffer.concat(chunks).toString("utf8") };
}

/** Our environment as a person's own program should see it: without what npm and an editor put there. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (
      !/^(npm_(?!config_(registry|cache|userconfig|.*proxy)$)|INIT_CWD$|VSCODE_|ELECTRON_|NODE_OPTIONS$)/i.test(name)
    ) {
      env[name] = value;
    }
  }
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  env[pathName] = withoutNodeModules(env[pathName] ?? "");
  return env;
}

/** npm puts `node_modules/.bin` of every parent folder first in PATH. */
function withoutNodeModules(searchPath: string): string {
  return searchPath
    .split(path.delimiter)
    .filter((folder) => !/[\\/](node_modules[\\/]\.bin|node-gyp-bin)$/.test(folder))
    .join(path.delimiter);
}
