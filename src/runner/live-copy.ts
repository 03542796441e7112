import { setTimeout as wait } from "node:timers/promises";
import type { Exit } from "../process/child.ts";
import { endTree, killTree } from "../process/end-tree.ts";
import type { KernelPipes } from "../process/kernel-pipes.ts";
import { ownsPort } from "../process/port-owner.ts";
import { waitForPort } from "../process/port-watch.ts";
import type { Reaper } from "../process/reaper.ts";
import { joiningCall, shellCall } from "./shell.ts";
import { type OnBytes, type Streams, startStreams } from "./streams.ts";

export interface CopyStart {
  readonly command: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly platform: NodeJS.Platform;
  readonly reaper: Reaper;
  readonly pipes: KernelPipes;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly grace: number;
  /** The grace time is over and something still runs. */
  readonly onKill: () => void;
  /** Not even SIGKILL ended it: what runs on may belong to another user. */
  readonly onStuck: () => void;
  readonly onBytes: OnBytes;
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

export function startCopy({ command, grace, onKill, onStuck, onBytes, platform, ...options }: CopyStart): LiveCopy {
  let quietSince = 0;
  const touch = (): void => {
    quietSince = performance.now();
  };
  const streams = startStreams(
    {
      ...options,
      ...shellCall(command, platform, options.env),
      onBytes(bytes) {
        touch();
        return onBytes(bytes)?.then(touch);
      },
    },
    joiningCall(command, platform, options.env),
  );
  const { child } = streams;
  const isQuiet = (): boolean => !streams.isHeld() && performance.now() - quietSince >= lastOutput;
  let ending: Promise<unknown> | undefined;
  const stop = async (): Promise<void> => {
    ending ??= endTree(child, { grace, beforeKill: onKill }).then((how) => {
      if (how === "stuck") onStuck();
    });
    await ending;
  };
  return {
    pid: child.pid,
    ended: whenGone(streams, { stop, isQuiet }),
    stop,
    kill: async () => void (await killTree(child)),
    input: streams.input,
    acceptsOn: (port, isOurs, signal) =>
      waitForPort(port, {
        timeout: Number.POSITIVE_INFINITY,
        signal,
        isOurs: () => child.pid !== undefined && ownsPort(port, child.pid, isOurs),
      }),
  };
}

async function whenGone(
  streams: Streams,
  { stop, isQuiet }: { stop: () => Promise<void>; isQuiet: () => boolean },
): Promise<Exit> {
  const exit = await streams.child.exited;
  // What the shell left behind belongs to the copy: it ends with it, and has the same time to do so.
  await stop();
  const ended = streams.ended.then(() => true);
  // Without a hold on the program: the pipe has one for as long as it is open.
  while (!(await Promise.race([ended, wait(lastOutput, false, { ref: false })]))) if (isQuiet()) break;
  streams.close();
  return exit;
}
