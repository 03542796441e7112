import { type SimpleGit, simpleGit } from "simple-git";
import { localEnvironment } from "./environment.ts";
import { gitError, gitRefusal } from "./errors.ts";
import type { GitProgram } from "./program.ts";

export interface LocalGit {
  /** What git prints, whole. Throws a `GitError`. */
  run(...args: readonly string[]): Promise<string>;
  /** The same, undefined where git exits with an error. */
  ask(...args: readonly string[]): Promise<string | undefined>;
}

/** Short questions to git about a folder. Nothing here goes to the network. */
export function localGit(program: GitProgram, folder: string, signal?: AbortSignal): LocalGit {
  const git = openFolder(program, folder, signal);
  const run = async (...args: readonly string[]): Promise<string> => {
    try {
      return await git.raw([...args]);
    } catch (error) {
      if (signal?.aborted) throw gitError("cancelled", "Cancelled.", error);
      throw gitRefusal(error instanceof Error ? error.message : String(error), error);
    }
  };
  return { run, ask: (...args) => run(...args).catch(() => undefined) };
}

function openFolder(program: GitProgram, folder: string, signal: AbortSignal | undefined): SimpleGit {
  const env = localEnvironment(program.env);
  return simpleGit({
    baseDir: folder,
    binary: program.path,
    allowEnvironment: Object.keys(env),
    // The guard is for arguments and settings from elsewhere; ours are constants and the user's own.
    unsafe: {
      allowUnsafeCustomBinary: true,
      allowUnsafeConfigEnvCount: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeCredentialHelper: true,
      allowUnsafeExec: true,
      allowUnsafeTemplateDir: true,
    },
    errors: failure,
    ...(signal === undefined ? {} : { abort: signal }),
  }).env(env);
}

/** simple-git takes an error without words on stderr for a success, and a `git commit` says its refusal on stdout. */
function failure(error: Buffer | Error | undefined, result: { exitCode: number; stdOut: Buffer[]; stdErr: Buffer[] }) {
  if (result.exitCode === 0) return undefined;
  if (error instanceof Error) return error;
  const words = Buffer.concat([...result.stdErr, ...result.stdOut]);
  return words.length > 0 ? words : Buffer.from(`exit status ${result.exitCode}`);
}
