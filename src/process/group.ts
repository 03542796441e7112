import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** True while anything of the group runs. On Windows, where there are no groups, while its first process does. */
export function isGroupAlive(pgid: number): boolean {
  try {
    process.kill(process.platform === "win32" ? pgid : -pgid, 0);
    return true;
  } catch (error) {
    // EPERM: members that changed their user. macOS says it of a group of zombies.
    return (error as NodeJS.ErrnoException).code === "EPERM" && process.platform !== "darwin";
  }
}

/** Sends a signal to every process of a group. False when there was none. */
export function signalGroup(pgid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pgid, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * True while a process of the group runs that is more than a zombie. Where the first process of a container
 * never collects orphans, their zombies would keep `isGroupAlive` true for ever. Linux only; elsewhere the same as that.
 */
export function hasLivingMember(pgid: number): boolean {
  if (process.platform !== "linux") return isGroupAlive(pgid);
  if (!isGroupAlive(pgid)) return false;
  return isLivingMember(pgid, pgid) || processIds().some((pid) => isLivingMember(pid, pgid));
}

/**
 * The groups that have such a process. Whoever asks before the look is taken shares it, so that ending a thousand groups
 * does not read `/proc` a thousand times. Undefined where there is none.
 */
export function livingGroups(): Promise<ReadonlySet<number> | undefined> {
  nextLook ??= takeLook();
  return nextLook;
}

let nextLook: Promise<ReadonlySet<number> | undefined> | undefined;
/** In ms: no more than half of the time is spent on looking. */
let earliestLook = 0;

async function takeLook(): Promise<ReadonlySet<number> | undefined> {
  if (process.platform !== "linux") return undefined;
  await wait(Math.max(0, earliestLook - performance.now()));
  nextLook = undefined;
  const begin = performance.now();
  const groups = new Set(processIds().map(livingGroupOf));
  earliestLook = performance.now() + (performance.now() - begin);
  return groups;
}

/** Ids of the living processes of a group, from `/proc`; empty where there is none. */
export function groupMembers(pgid: number): number[] {
  return processIds().filter((pid) => isLivingMember(pid, pgid));
}

/** When a process started, in clock ticks since boot: with its id it names one process for ever. Undefined without `/proc`. */
export function startTime(pid: number): string | undefined {
  return statFields(pid)?.[19];
}

/** Every process id that `/proc` shows; empty where there is no such thing. */
export function processIds(): number[] {
  try {
    return readdirSync("/proc")
      .map(Number)
      .filter((pid) => pid > 0);
  } catch {
    return [];
  }
}

function isLivingMember(pid: number, pgid: number): boolean {
  return livingGroupOf(pid) === pgid;
}

/** NaN for what is no more than a zombie. */
function livingGroupOf(pid: number): number {
  const [state = "X", , group] = statFields(pid) ?? [];
  return state === "Z" || state === "X" ? Number.NaN : Number(group);
}

/** What follows the program's name in `/proc/<pid>/stat`: state, parent, group … (proc(5)). */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
