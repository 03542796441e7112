import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { type Child, type Exit, startChild } from "../process/child.ts";
import { endTree, killTree } from "../process/end-tree.ts";
import { ownsPort } from "../process/port-owner.ts";
import { waitForPort } from "../process/port-watch.ts";
import type { Reaper } from "../process/reaper.ts";
import { shellCall } from "./shell.ts";

export interface CopyStart {
  readonly command: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly platform: NodeJS.Platform;
  readonly reaper: Reaper;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly grace: number;
  /** The grace time is over and something still runs. */
  readonly onKill: () => void;
  /** Bytes as they come; a promise holds the process back until it resolves. */
  readonly onBytes: (bytes: Buffer) => Promise<void> | undefined;
}

/** A started copy: a shell in a group of its own, and everything it starts. */
export interface LiveCopy {
  readonly pid: number | undefined;
  /** Its shell has ended, the rest of its group too, and all its output has been handed over. */
  readonly ended: Promise<Exit>;
  /** SIGTERM to the group, then SIGKILL after the grace time. Resolves when nothing of it is left. */
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** For its standard input. */
  input(text: string | Uint8Array): void;
  /** True when `port` takes connections and the copy is the one that listens. */
  acceptsOn(port: number, isOurs: (environment: string) => boolean, signal: AbortSignal): Promise<boolean>;
}

/** After so much silence, in ms, a gone group has no more output: a process that left it can hold the pipe for ever. */
const lastOutput = 200;
/** Readiness is waited for without an end; this only bounds one round of looking. */
const aDay = 24 * 60 * 60 * 1000;

export function startCopy({ command, cwd, env, platform, reaper, grace, onKill, onBytes }: CopyStart): LiveCopy {
  const call = shellCall(command, platform, env);
  const child = startChild({ ...call, cwd, env, reaper, stdin: "pipe" });
  const held = new Set<Readable>();
  let quietSince = performance.now();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (bytes: Buffer) => {
      quietSince = performance.now();
      const caughtUp = onBytes(bytes);
      if (caughtUp === undefined) return;
      held.add(stream.pause());
      void caughtUp.then(() => {
        held.delete(stream.resume());
        quietSince = performance.now();
      });
    });
  }
  const isQuiet = (): boolean => held.size === 0 && performance.now() - quietSince >= lastOutput;
  let ending: Promise<unknown> | undefined;
  const stop = async (): Promise<void> => {
    ending ??= endTree(child, { grace, beforeKill: onKill });
    await ending;
  };
  return {
    pid: child.pid,
    ended: whenGone(child, { stop, isQuiet }),
    stop,
    kill: async () => void (await killTree(child)),
    input: (text) => void child.stdin.write(text),
    acceptsOn: (port, isOurs, signal) =>
      waitForPort(port, {
        timeout: aDay,
        signal,
        isOurs: () => child.pid !== undefined && ownsPort(port, child.pid, isOurs),
      }),
  };
}

async function whenGone(
  child: Child,
  { stop, isQuiet }: { stop: () => Promise<void>; isQuiet: () => boolean },
): Promise<Exit> {
  const exit = await child.exited;
  // What the shell left behind belongs to the copy: it ends with it, and has the same time to do so.
  await stop();
  const closed = child.closed.then(() => true);
  // Without a hold on the program: the pipe has one for as long as it is open.
  while (!(await Promise.race([closed, wait(lastOutput, false, { ref: false })]))) if (isQuiet()) break;
  return exit;
}
