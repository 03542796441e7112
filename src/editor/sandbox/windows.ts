import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isAlive } from "./running-sandbox.ts";

export interface Windows {
  /** This window uses the sandbox from now on. */
  enter(): void;
  /** This window uses it no longer. True when no other does: then it is ours to stop. */
  leave(): boolean;
}

/**
 * Which windows use the sandbox: one empty file per extension host, named by its process id. A window that was
 * killed leaves its file behind; a dead id does not count. The sandbox stops with the last window that uses it,
 * whichever started it.
 */
export function createWindows(folder: string, pid = process.pid): Windows {
  const own = path.join(folder, String(pid));
  return {
    enter() {
      mkdirSync(folder, { recursive: true });
      writeFileSync(own, "");
    },
    leave() {
      rmSync(own, { force: true });
      return !others(folder).some(isAlive);
    },
  };
}

/** Synchronous, because a window that closes gives no time. */
function others(folder: string): number[] {
  try {
    return readdirSync(folder).map(Number).filter(Number.isSafeInteger);
  } catch {
    return [];
  }
}
