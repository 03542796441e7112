import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { groupMembers } from "./group.ts";

/** A running Node. */
export interface NodeProgram {
  readonly pid: number;
  /** Its command line. */
  readonly command: string;
}

/** Every Node of a process group that can be told to open its inspector. Empty on Windows, where there are no groups. */
export async function nodePrograms(
  group: number,
  platform: NodeJS.Platform = process.platform,
): Promise<NodeProgram[]> {
  const found = platform === "linux" ? await readProc(group) : platform === "win32" ? [] : await readPs(group);
  return found.filter(({ command }) => !starter.test(command));
}

/** These only start what is meant. */
const starter = /^\S+\s+\S*(?:npm|npx|yarn|pnpm|corepack)(?:-cli)?(?:\.[cm]?js)?(?:\s|$)|^(?:npm|yarn|pnpm) /;

async function readProc(group: number): Promise<NodeProgram[]> {
  const read = async (pid: number): Promise<NodeProgram[]> => {
    if (!isNode(await readlink(`/proc/${pid}/exe`))) return [];
    const words = (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0");
    return [{ pid, command: words.join(" ").trim() }];
  };
  // One that ends meanwhile is none.
  return (await Promise.all(groupMembers(group).map((pid) => read(pid).catch(() => [])))).flat();
}

async function readPs(group: number): Promise<NodeProgram[]> {
  const ps = async (column: string): Promise<string[]> => {
    const { stdout } = await promisify(execFile)("/bin/ps", ["-A", "-o", `pid=,pgid=,${column}=`], {
      env: { LC_ALL: "C" },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout.split("\n");
  };
  const rows = (lines: string[]) => lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []);
  const own = rows(await ps("comm")).filter(([, , pgid, comm = ""]) => Number(pgid) === group && isNode(comm.trim()));
  const pids = new Set(own.map(([, pid]) => pid));
  return rows(await ps("args")).flatMap(([, pid, , args = ""]) =>
    pids.has(pid) ? [{ pid: Number(pid), command: args }] : [],
  );
}

/** To any other program the signal that opens the inspector is the end. */
function isNode(program: string): boolean {
  return /^node(?:js)?(?: \(deleted\))?$/.test(path.basename(program));
}
