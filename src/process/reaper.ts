import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { startTime } from "./group.ts";
import { nodeWatcher, shellWatcher } from "./reaper-watchers.ts";

/**
 * Ends the groups it was told of when this program goes away, even by SIGKILL: a tiny process holds the other end of a
 * pipe and acts when that closes. It checks the start time of a group's leader (Linux), so that a reused id is spared.
 */
export interface Reaper {
  watch(pgid: number): void;
  forget(pgid: number): void;
  /** Ends what is still watched, then the watcher itself. */
  close(): void;
}

export interface ReaperOptions {
  /** Milliseconds between SIGTERM and SIGKILL; 5000 unless given. */
  readonly grace?: number;
  /**
   * A basic regular expression for one whole `NAME=value` in the environment of everything that this program starts:
   * when this program is killed, what left its group is found by it (Linux).
   */
  readonly marker?: string;
}

/** The watcher starts with the first group. It does not keep this program running. */
export function createReaper({ grace = 5000, marker = "" }: ReaperOptions = {}): Reaper {
  const groups = new Map<number, string>();
  let watcher: ChildProcess | undefined;
  let isClosed = false;
  let startsLeft = 5;

  const tell = (line: string): void => {
    watcher?.stdin?.write(line);
  };

  const start = (): void => {
    if (startsLeft-- <= 0) return;
    watcher = startWatcher(grace, marker);
    watcher.once("exit", () => {
      watcher = undefined;
      if (!isClosed && groups.size > 0) start();
    });
    for (const [pgid, born] of groups) tell(`+ ${pgid} ${born}\n`);
  };

  return {
    watch(pgid) {
      const born = startTime(pgid) ?? "";
      groups.set(pgid, born);
      if (watcher === undefined) start();
      else tell(`+ ${pgid} ${born}\n`);
    },
    forget(pgid) {
      if (groups.delete(pgid)) tell(`- ${pgid}\n`);
    },
    close() {
      isClosed = true;
      tell("closed\n");
      watcher?.stdin?.end();
    },
  };
}

function startWatcher(grace: number, marker: string): ChildProcess {
  const isWindows = process.platform === "win32";
  const watcher = isWindows
    ? spawn(process.execPath, ["-e", nodeWatcher], {
        env: { SystemRoot: process.env["SystemRoot"], ELECTRON_RUN_AS_NODE: "1" },
        ...watcherOptions,
      })
    : spawn("/bin/sh", ["-c", shellWatcher, "reaper", String(Math.ceil(grace / 100)), marker], {
        env: { PATH: "/usr/bin:/bin" },
        cwd: "/",
        ...watcherOptions,
      });
  // Without a watcher this program still ends its children itself, unless it is killed.
  watcher.on("error", () => {});
  watcher.stdin?.on("error", () => {});
  watcher.unref();
  (watcher.stdin as Socket | null)?.unref();
  return watcher;
}

/** A group of its own, so that a terminal's Ctrl-C leaves it alone. */
const watcherOptions: SpawnOptions = { stdio: ["pipe", "ignore", "ignore"], detached: true, windowsHide: true };
