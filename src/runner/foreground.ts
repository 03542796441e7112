import { type ChildProcess, spawn } from "node:child_process";
import { type Exit, toExit } from "../process/child.ts";

export interface ForegroundCall {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly verbatim?: boolean;
}

/**
 * Runs a program with this one's own terminal, input included, so that a debugger or a REPL works. It stays in this
 * program's group: the terminal's Ctrl-C reaches it by itself, other signals are passed on.
 */
export async function runForeground(call: ForegroundCall): Promise<Exit> {
  try {
    return await follow(start(call));
  } catch (error) {
    return { kind: "failed", error: error as NodeJS.ErrnoException };
  }
}

/** Throws for what no system takes, such as U+0000 in a variable. */
function start({ command, args, cwd, env, verbatim = false }: ForegroundCall): ChildProcess {
  return spawn(command, args, { cwd, env: { ...env }, stdio: "inherit", windowsVerbatimArguments: verbatim });
}

function follow(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    const wait = (): void => {};
    process.on("SIGTERM", pass).on("SIGHUP", pass).on("SIGINT", wait);
    const finish = (exit: Exit): void => {
      process.off("SIGTERM", pass).off("SIGHUP", pass).off("SIGINT", wait);
      resolve(exit);
    };
    child.once("error", (error) => finish({ kind: "failed", error }));
    child.once("exit", (code, signal) => finish(toExit(code, signal)));
  });
}
