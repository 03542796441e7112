import { execFile } from "node:child_process";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import type { Child } from "./child.ts";
import { hasLivingMember, isGroupAlive, livingGroups, signalGroup } from "./group.ts";

export interface EndOptions {
  /** Milliseconds between asking and killing. */
  readonly grace: number;
  /** Called when the grace time is over, before the kill. */
  readonly beforeKill?: (() => void) | undefined;
}

/** `gone`: nothing was left to end. `ended`: it went when asked. `killed`: it had to be. `stuck`: not even that helped. */
export type TreeEnd = "gone" | "ended" | "killed" | "stuck";

/** How long a killed process may take to disappear, in milliseconds. */
const lastWait = 5000;

type Tree = Pick<Child, "pid" | "exited" | "reaper">;

/**
 * Ends a child and everything of its group: SIGTERM, the grace time, SIGKILL; resolves when the whole group is gone.
 * Windows has no such signal for console programs: there the tree is ended at once by `taskkill /T /F`.
 */
export async function endTree(child: Tree, options: EndOptions): Promise<TreeEnd> {
  return endGroup(child, async (pgid) => {
    signalGroup(pgid, "SIGTERM");
    // A stopped process would hold the signal back.
    signalGroup(pgid, "SIGCONT");
    if (await isGone(pgid, options.grace, child.exited)) return "ended";
    options.beforeKill?.();
    return kill(pgid, child);
  });
}

/** Ends a child and its group without asking. */
export async function killTree(child: Tree): Promise<TreeEnd> {
  return endGroup(child, (pgid) => kill(pgid, child));
}

async function endGroup(child: Tree, end: (pgid: number) => Promise<TreeEnd>): Promise<TreeEnd> {
  if (child.pid === undefined) return "gone";
  const how = hasLivingMember(child.pid) ? await endAlive(child.pid, child, end) : "gone";
  if (how !== "stuck") child.reaper?.forget(child.pid);
  return how;
}

function endAlive(pid: number, child: Tree, end: (pgid: number) => Promise<TreeEnd>): Promise<TreeEnd> {
  return process.platform === "win32" ? endWindowsTree(pid, child.exited) : end(pid);
}

async function kill(pgid: number, child: Tree): Promise<TreeEnd> {
  signalGroup(pgid, "SIGKILL");
  return (await isGone(pgid, lastWait, child.exited)) ? "killed" : "stuck";
}

/** For the end of a group's leader there is an event; for that of the others there is none, so it is polled. */
async function isGone(pgid: number, limit: number, leader: Promise<unknown>): Promise<boolean> {
  const deadline = performance.now() + limit;
  await upTo(limit, leader);
  for (let pause = 1; await isAlive(pgid); pause = Math.min(pause * 2, 64)) {
    const left = deadline - performance.now();
    if (left <= 0) return false;
    await wait(Math.min(pause, left));
  }
  return true;
}

/** The thorough look reads all of `/proc`, so only when the quick one says yes. */
async function isAlive(pgid: number): Promise<boolean> {
  return isGroupAlive(pgid) && ((await livingGroups())?.has(pgid) ?? true);
}

async function endWindowsTree(pid: number, exited: Promise<unknown>): Promise<TreeEnd> {
  const taskkill = path.join(process.env["SystemRoot"] ?? "C:\\Windows", "System32", "taskkill.exe");
  await promisify(execFile)(taskkill, ["/PID", String(pid), "/T", "/F"], { windowsHide: true }).catch(() => undefined);
  const ended = exited.then(() => true);
  return (await upTo(lastWait, ended)) ? "killed" : "stuck";
}

/** Without a timer that would hold the program when the event came first. */
async function upTo<T>(limit: number, event: Promise<T>): Promise<T | undefined> {
  const timer = new AbortController();
  const timeout = wait(limit, undefined, { signal: timer.signal }).catch(() => undefined);
  const first = await Promise.race([event, timeout]);
  timer.abort();
  return first;
}
