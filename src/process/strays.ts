import { readFileSync } from "node:fs";
import { processIds } from "./group.ts";

/**
 * Processes that may have left their group (`setsid`, daemons), found by a value in the environment they were started with.
 * Linux only, where `/proc` shows it; elsewhere nothing is found.
 */
export function findStrays(isOurs: (environment: string) => boolean): number[] {
  return processIds().filter((pid) => pid !== process.pid && isOurs(startEnvironment(pid)));
}

/** Kills them without asking. Returns how many there were. */
export function killStrays(isOurs: (environment: string) => boolean): number {
  const strays = findStrays(isOurs);
  for (const pid of strays) kill(pid);
  return strays.length;
}

/** `NAME=value` pairs, each after a NUL; empty for processes of others. */
function startEnvironment(pid: number): string {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, "utf8")}`;
  } catch {
    return "";
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}
