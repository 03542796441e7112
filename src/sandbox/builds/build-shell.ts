import { type Child, exitStatus, startChild } from "../../process/child.ts";
import { endTree, killTree } from "../../process/end-tree.ts";
import type { Environment } from "../../process/environment.ts";
import type { Reaper } from "../../process/reaper.ts";

/** Runs the scripts of one build, each in a process group of its own. */
export interface BuildShell {
  /**
   * Runs a script of a buildpack after reading the `export` files of those before it. Everything it prints goes to the
   * build's output, but for `quiet` its standard output. Resolves when nothing of it runs any more; rejects when the build is cancelled.
   */
  run(script: string, args: readonly string[], options?: { quiet?: boolean }): Promise<ScriptResult>;
  /** Its variables will be there for the scripts that follow. */
  addExports(file: string): void;
}

export interface ScriptResult {
  readonly status: number;
  /** What a `quiet` script printed, at most 1 MB. */
  readonly stdout: string;
}

export interface BuildShellOptions {
  readonly bash: string;
  readonly cwd: string;
  readonly env: Environment;
  readonly print: (chunk: Buffer) => void;
  readonly signal: AbortSignal;
  readonly reaper: Reaper;
}

/** A script without its x bit still runs: archives made on Windows have none. */
const launcher = `
quiet=$1 exports=$2; shift 2
[ "$quiet" = yes ] || exec 2>&1
while [ "$exports" -gt 0 ]; do . "$1"; shift; exports=$((exports - 1)); done
script=$1; shift
if [ -x "$script" ]; then exec "$script" "$@"; fi
exec "$BASH" "$script" "$@"
`;
const cancelGrace = 2000;
const longestStdout = 1024 * 1024;

export function createBuildShell(options: BuildShellOptions): BuildShell {
  const exportFiles: string[] = [];
  return {
    addExports: (file) => exportFiles.push(forBash(file)),
    async run(script, args, { quiet = false } = {}) {
      options.signal.throwIfAborted();
      const parts = [
        quiet ? "yes" : "no",
        String(exportFiles.length),
        ...exportFiles,
        ...[script, ...args].map(forBash),
      ];
      const child = startChild({
        command: options.bash,
        args: ["--noprofile", "--norc", "-c", launcher, "bash", ...parts],
        cwd: options.cwd,
        env: options.env,
        reaper: options.reaper,
      });
      const stdout = listen(child, options.print, quiet);
      const status = await settled(child, options.signal);
      options.signal.throwIfAborted();
      return { status, stdout: stdout() };
    },
  };
}

function listen(child: Child, print: (chunk: Buffer) => void, quiet: boolean): () => string {
  let kept = Buffer.alloc(0);
  const keep = (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk]).subarray(0, longestStdout);
  };
  child.stdout.on("data", quiet ? keep : print);
  child.stderr.on("data", print);
  return () => kept.toString("utf8");
}

/** The script's own end is the end: what it left in the background goes too. */
async function settled(child: Child, signal: AbortSignal): Promise<number> {
  const onAbort = () => void endTree(child, { grace: cancelGrace });
  signal.addEventListener("abort", onAbort, { once: true });
  const exit = await child.exited;
  signal.removeEventListener("abort", onAbort);
  await killTree(child);
  await child.closed;
  return exitStatus(exit);
}

function forBash(argument: string): string {
  return process.platform === "win32" ? argument.replaceAll("\\", "/") : argument;
}
