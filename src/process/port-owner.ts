import { readdirSync, readlinkSync } from "node:fs";
import { groupMembers } from "./group.ts";
import { findListeners } from "./listeners.ts";
import { findStrays } from "./strays.ts";

/**
 * False when `/proc` shows that a port is listened on by someone else than a process group, or a process of it that
 * left the group and is known by a value of its environment. True also where there is no telling (macOS, Windows).
 */
export function ownsPort(port: number, pgid: number, isOurs: (environment: string) => boolean): boolean {
  const listeners = findListeners()?.filter((listener) => listener.port === port) ?? [];
  if (listeners.length === 0) return true;
  const sockets = new Set(listeners.map(({ link }) => link));
  const holds = (pid: number) => openSockets(pid).some((socket) => sockets.has(socket));
  return groupMembers(pgid).some(holds) || findStrays(isOurs).some(holds);
}

function openSockets(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => readLink(`/proc/${pid}/fd/${fd}`));
  } catch {
    return [];
  }
}

function readLink(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return "";
  }
}
