import { exitStatus, startChild } from "../process/child.ts";
import { killTree } from "../process/end-tree.ts";
import { cleanEnvironment, type Environment } from "../process/environment.ts";

export interface GitOptions {
  readonly cwd: string;
  /** Nothing of the caller's `GIT_*` reaches git unless it is here. */
  readonly env?: Environment | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Runs git in a group of its own and resolves with what it printed; rejects with what it said on standard error. */
export async function runGit(args: readonly string[], { cwd, env = {}, signal }: GitOptions): Promise<Buffer> {
  signal?.throwIfAborted();
  const clean = { ...cleanEnvironment(process.env, { git: "drop" }), GIT_TERMINAL_PROMPT: "0", ...env };
  const child = startChild({ command: "git", args, cwd, env: clean });
  const onAbort = () => void killTree(child);
  signal?.addEventListener("abort", onAbort, { once: true });
  const [stdout, stderr, exit] = await Promise.all([collect(child.stdout), collect(child.stderr), child.closed]);
  signal?.removeEventListener("abort", onAbort);
  signal?.throwIfAborted();
  if (exit.kind === "failed")
    throw new Error("git could not be started. Is it installed and in PATH?", { cause: exit.error });
  if (exitStatus(exit) !== 0)
    throw new Error(stderr.toString("utf8").trim() || `git ended with status ${exitStatus(exit)}.`);
  return stdout;
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
