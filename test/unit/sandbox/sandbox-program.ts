import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import type { Ready } from "../../../src/sandbox/sandbox.ts";

const script = fileURLToPath(new URL("../../../src/cli/sandbox.ts", import.meta.url));

export interface Program {
  readonly ready: Ready;
  readonly child: ChildProcess;
  /** A call of the API that must succeed; its body. */
  call<Body = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Body>;
  /** Ends the program, by default as a person would; resolves with its exit code, or its signal. */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** Starts the program on a data folder; it ends with the test at the latest. */
export async function startProgram(test: TestContext, dataDir: string, ...args: string[]): Promise<Program> {
  const child = spawnSandbox(["--json", "--port", "0", "--data", dataDir, ...args]);
  test.after(() => end(child, "SIGTERM"));
  const ready = await readyLine(child);
  const call: Program["call"] = async (method, path, body) => {
    const response = await fetch(`${ready.apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${ready.token}`, accept: "application/vnd.heroku+json; version=3" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  return { ready, child, call, end: (signal = "SIGTERM") => end(child, signal) };
}

/** Runs the program to its end, at the latest that of the test; its exit code and what it said. */
export async function runSandbox(test: TestContext, ...args: string[]): Promise<Ended> {
  const child = spawnSandbox(args);
  test.after(() => end(child, "SIGKILL"));
  const [output, errors] = [textOf(child.stdout), textOf(child.stderr)];
  const [code] = await once(child, "exit");
  return { code, output: await output, errors: await errors };
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

export function spawnSandbox(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  return spawn(process.execPath, [script, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
}

async function readyLine(child: ReturnType<typeof spawnSandbox>): Promise<Ready> {
  const errors = textOf(child.stderr);
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error(`The sandbox did not start: ${await errors}`);
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, "exit");
  }
  return child.exitCode ?? child.signalCode;
}
