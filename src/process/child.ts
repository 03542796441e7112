import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { Readable, Writable } from "node:stream";
import { isGroupAlive } from "./group.ts";
import type { Reaper } from "./reaper.ts";

/** How a program ended. `failed` means that it never started. */
export type Exit =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "signalled"; readonly signal: NodeJS.Signals }
  | { readonly kind: "failed"; readonly error: NodeJS.ErrnoException };

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child; nothing is added. */
  readonly env: Readonly<Record<string, string>>;
  /** `ignore` unless given: the child reads the null device. */
  readonly stdin?: "ignore" | "pipe" | undefined;
  /** File descriptors for its standard input, output and errors, in place of streams here. */
  readonly stdio?: readonly [number, number, number] | undefined;
  /** Windows: the arguments go to the program as they are, without Node's quoting. */
  readonly verbatim?: boolean | undefined;
  /** Ends the child's group when this program is killed. */
  readonly reaper?: Reaper | undefined;
}

/** A running program in a process group of its own. */
export interface Child {
  /** On POSIX also the id of its group; undefined when it could not be started. */
  readonly pid: number | undefined;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The program itself has ended; others of its group may live on and hold its output open. */
  readonly exited: Promise<Exit>;
  /** The program has ended and its output is at its end. */
  readonly closed: Promise<Exit>;
  /** To be told when the group is gone; `endTree` does. */
  readonly reaper: Reaper | undefined;
}

/** Starts a program as the leader of a new process group (on Windows: hidden, ended by its tree). Never throws; see `Exit`. */
export function startChild(options: ChildOptions): Child {
  try {
    const child = spawnGroup(options);
    if (child.pid !== undefined) watch(child.pid, child, options.reaper);
    return observe(child, options.reaper);
  } catch (error) {
    return neverStarted(error as NodeJS.ErrnoException);
  }
}

/** The status a shell would report: 128+n for a signal, 127 when there is no such program, 126 when it cannot be run. */
export function exitStatus(exit: Exit): number {
  if (exit.kind === "exited") return exit.code;
  if (exit.kind === "signalled") return 128 + constants.signals[exit.signal];
  return exit.error.code === "ENOENT" ? 127 : 126;
}

function spawnGroup({
  command,
  args,
  cwd,
  env,
  stdin = "ignore",
  stdio,
  verbatim = false,
}: ChildOptions): ChildProcess {
  return spawn(command, args, {
    cwd,
    env: { ...env },
    stdio: stdio ? [...stdio] : [stdin, "pipe", "pipe"],
    // A new session on POSIX. On Windows it would open a console window.
    detached: process.platform !== "win32",
    windowsHide: true,
    windowsVerbatimArguments: verbatim,
  });
}

function watch(pid: number, child: ChildProcess, reaper: Reaper | undefined): void {
  reaper?.watch(pid);
  child.once("exit", () => {
    if (!isGroupAlive(pid)) reaper?.forget(pid);
  });
}

function observe(child: ChildProcess, reaper: Reaper | undefined): Child {
  const failed = new Promise<Exit>((resolve) => child.once("error", (error) => resolve({ kind: "failed", error })));
  const on = (event: "exit" | "close") =>
    new Promise<Exit>((resolve) => child.once(event, (code, signal) => resolve(toExit(code, signal))));
  // A program that closes its input early is its own affair.
  child.stdin?.on("error", () => {});
  return {
    pid: child.pid,
    stdin: child.stdin ?? nowhere(),
    stdout: child.stdout ?? Readable.from([]),
    stderr: child.stderr ?? Readable.from([]),
    exited: Promise.race([failed, on("exit")]),
    closed: Promise.race([failed, on("close")]),
    reaper,
  };
}

/** What a child's `exit` event says. */
export function toExit(code: number | null, signal: NodeJS.Signals | null): Exit {
  return signal === null ? { kind: "exited", code: code ?? 0 } : { kind: "signalled", signal };
}

function neverStarted(error: NodeJS.ErrnoException): Child {
  const exit = Promise.resolve<Exit>({ kind: "failed", error });
  return {
    pid: undefined,
    stdin: nowhere(),
    stdout: Readable.from([]),
    stderr: Readable.from([]),
    exited: exit,
    closed: exit,
    reaper: undefined,
  };
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
