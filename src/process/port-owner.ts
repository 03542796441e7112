import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { groupMembers } from "./group.ts";
import { findStrays } from "./strays.ts";

/**
 * False when `/proc` shows that a port is listened on by someone else than a process group, or a process of it that
 * left the group and is known by a value of its environment. True also where there is no telling (macOS, Windows).
 */
export function ownsPort(port: number, pgid: number, isOurs: (environment: string) => boolean): boolean {
  const sockets = listeningSockets(port);
  if (sockets.size === 0) return true;
  const holds = (pid: number) => openSockets(pid).some((socket) => sockets.has(socket));
  return groupMembers(pgid).some(holds) || findStrays(isOurs).some(holds);
}

/** As the links in `/proc/<pid>/fd` name them. */
function listeningSockets(port: number): Set<string> {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const listening = "0A";
  const rows = ["tcp", "tcp6"].flatMap((table) => read(`/proc/net/${table}`).split("\n").slice(1));
  const found = rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, local, , state]) => state === listening && local?.endsWith(suffix));
  return new Set(found.map((fields) => `socket:[${fields[9]}]`));
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

function read(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
