import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { sortFamilies } from "./usage/family.ts";
import { readProcessTable } from "./usage/process-table.ts";

/** A running Node. */
export interface NodeProgram {
  readonly pid: number;
  /** Its command line. */
  readonly command: string;
}

/** Every Node that a process started, itself included, that can be told to open its inspector. Empty where nobody can say. */
export async function nodePrograms(root: number, platform: NodeJS.Platform = process.platform): Promise<NodeProgram[]> {
  const pids = sortFamilies(await readProcessTable(platform))
    .of(root)
    .map(({ pid }) => pid);
  const read = platform === "linux" ? readProc : readPs;
  const found = await Promise.all(pids.map((pid) => read(pid).catch(() => undefined)));
  return found.filter((program) => program !== undefined).filter(({ command }) => !starter.test(command));
}

/** These only start what is meant. */
const starter = /^\S+\s+\S*(?:npm|npx|yarn|pnpm|corepack)(?:-cli)?(?:\.[cm]?js)?(?:\s|$)|^(?:npm|yarn|pnpm) /;

async function readProc(pid: number): Promise<NodeProgram | undefined> {
  if (!isNode(await readlink(`/proc/${pid}/exe`))) return undefined;
  const words = (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0");
  return { pid, command: words.join(" ").trim() };
}

const run = promisify(execFile);

async function readPs(pid: number): Promise<NodeProgram | undefined> {
  const ps = (column: string) => run("/bin/ps", ["-o", `${column}=`, "-p", String(pid)], { env: { LC_ALL: "C" } });
  if (!isNode((await ps("comm")).stdout.trim())) return undefined;
  return { pid, command: (await ps("args")).stdout.trim() };
}

/** To any other program the signal that opens the inspector is the end. */
function isNode(program: string): boolean {
  return /^node(?:js)?(?: \(deleted\))?$/.test(path.basename(program));
}
