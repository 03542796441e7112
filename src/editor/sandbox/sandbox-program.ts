import { createInterface } from "node:readline";
import { type Child, type Exit, startChild } from "../../process/child.ts";
import { cleanEnvironment } from "../../process/environment.ts";
import type { Reaper } from "../../process/reaper.ts";
import { parseReady, type RunningSandbox } from "./running-sandbox.ts";

export interface SandboxProgram {
  readonly child: Child;
  /** Rejects with what the program said last when it ends before it is ready. */
  readonly ready: Promise<RunningSandbox>;
}

export interface SandboxProgramOptions {
  /** `dist/sandbox.js` */
  readonly script: string;
  readonly dataFolder: string;
  /** What a new data folder is filled with; the sandbox's own choice when it is not given. */
  readonly seed?: string | undefined;
  /** Ends the sandbox when this program is killed. */
  readonly reaper?: Reaper | undefined;
  /** What the program says on its standard error, line by line. */
  readonly onLine: (line: string) => void;
}

/** Starts the sandbox on the editor's own Node. */
export function startSandboxProgram(options: SandboxProgramOptions): SandboxProgram {
  const { script, dataFolder, seed, reaper, onLine } = options;
  const child = startChild({
    command: process.execPath,
    // Without a port it takes the one of last time where that is free: it is in the git remotes of its apps.
    args: [script, "--json", "--data", dataFolder, ...(seed === undefined ? [] : ["--seed", seed])],
    cwd: dataFolder,
    env: { ...withoutAccount(cleanEnvironment(process.env)), ELECTRON_RUN_AS_NODE: "1" },
    reaper,
  });
  let lastLine = "";
  createInterface({ input: child.stderr }).on("line", (line) => {
    lastLine = line.trim() || lastLine;
    onLine(line);
  });
  const ready = new Promise<RunningSandbox>((resolve, reject) => {
    // The ready line holds the token: standard output is read, never logged.
    createInterface({ input: child.stdout }).on("line", (line) => {
      const sandbox = parseReady(line, child.pid);
      if (sandbox) resolve(sandbox);
    });
    void child.closed.then((exit) => reject(new Error(lastLine || `It ended with ${exitWords(exit)}.`)));
  });
  return { child, ready };
}

export function exitWords(exit: Exit): string {
  if (exit.kind === "failed") return exit.error.message;
  return exit.kind === "exited" ? `exit code ${exit.code}` : exit.signal;
}

/** Dynos and buildpacks must not see the account of the person whose editor this is. */
function withoutAccount(env: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^HEROKU_/i.test(name)));
}
