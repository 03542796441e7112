import { execFile } from "node:child_process";
import os from "node:os";
import { cleanEnvironment } from "../../process/environment.ts";
import { findProgram } from "../../process/find-program.ts";
import type { Bounds } from "../world.ts";

export interface GitQuestion {
  readonly bounds: Pick<Bounds, "gitTimeout">;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal | undefined;
}

export interface GitAnswer {
  /** What stood between NULs. */
  readonly entries: readonly string[];
  /** False when git had more to say than we listen to. */
  readonly complete: boolean;
}

/** What git answers; undefined without git, outside of a repository, when it refuses, and when it takes too long. */
export async function askGit(
  root: string,
  args: readonly string[],
  { bounds, env, signal }: GitQuestion,
): Promise<GitAnswer | undefined> {
  const git = await findProgram("git", { env, platform: process.platform });
  if (git === undefined) return undefined;
  const options = { cwd: root, env: environment(env), timeout: bounds.gitTimeout, maxBuffer, windowsHide: true };
  return new Promise((resolve) => {
    execFile(git, [...harmless, ...args], { ...options, ...(signal && { signal }) }, (error, output) => {
      if (error && !isTooMuch(error)) resolve(undefined);
      else resolve({ entries: split(output), complete: !error });
    });
  });
}

/** Bytes; some 100 000 files. */
const maxBuffer = 12_000_000;

/** A repository's own configuration names programs that git would run: opening a folder must not. */
const harmless = ["-c", "core.fsmonitor=false", "-c", `core.hooksPath=${os.devNull}`];

function environment(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const quiet = { GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
  return { ...cleanEnvironment(source, { git: "drop" }), ...quiet };
}

function isTooMuch(error: Error): boolean {
  return (error as NodeJS.ErrnoException).code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER";
}

function split(output: string): string[] {
  // The last one is empty, or was cut.
  return output.split("\0").slice(0, -1);
}
