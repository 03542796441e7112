import path from "node:path";
import { createInterface } from "node:readline";
import type { StreamInfo } from "vscode-languageclient/node";
import { type Child, startChild } from "../../process/child.ts";
import { endTree } from "../../process/end-tree.ts";
import { cleanEnvironment } from "../../process/environment.ts";

/** The language server as a program of ours; the client starts it, and starts it again. */
export interface ServerProgram {
  /** Of the one that was started last, while it runs. */
  readonly pid: number | undefined;
  start(): Promise<StreamInfo>;
  /** Resolves when none is left. */
  end(): Promise<void>;
}

export interface ServerProgramOptions {
  /** `dist/language-server.js` */
  readonly script: string;
  /** What the server says on its standard error, line by line. */
  readonly onLine: (line: string) => void;
}

/** Milliseconds for a server that was asked to leave. */
const grace = 2000;

/** On the editor's own Node, away from the folder that is open: nothing of it is run. */
export function createServerProgram({ script, onLine }: ServerProgramOptions): ServerProgram {
  const running = new Set<Child>();
  let last: Child | undefined;
  return {
    get pid() {
      return last?.pid;
    },
    async start() {
      const child = startChild({
        command: process.execPath,
        args: [script, "--stdio"],
        cwd: path.dirname(script),
        env: { ...cleanEnvironment(process.env), ELECTRON_RUN_AS_NODE: "1" },
        stdin: "pipe",
      });
      running.add(child);
      last = child;
      createInterface({ input: child.stderr }).on("line", onLine);
      void child.exited.then(() => {
        running.delete(child);
        if (last === child) last = undefined;
      });
      return { reader: child.stdout, writer: child.stdin };
    },
    async end() {
      await Promise.all([...running].map((child) => Promise.all([endTree(child, { grace }), child.exited])));
    },
  };
}
