import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { processIds } from "../group.ts";
import { parseCim } from "./parse-cim.ts";
import { parseProcStat } from "./parse-proc-stat.ts";
import { parsePs } from "./parse-ps.ts";
import type { ProcessRow } from "./process-row.ts";

/** Every process of this machine that the system shows. Empty where it does not. */
export async function readProcessTable(platform: NodeJS.Platform = process.platform): Promise<ProcessRow[]> {
  if (platform === "linux") return readProc();
  const rows = platform === "win32" ? readCim() : readPs();
  return rows.catch(() => []);
}

function readProc(): ProcessRow[] {
  const page = pageSize();
  return processIds().flatMap((pid) => {
    try {
      return parseProcStat(readFileSync(`/proc/${pid}/stat`, "latin1"), page) ?? [];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

/** From the vector that the kernel gives each program: pairs of words, 6 is AT_PAGESZ (getauxval(3)). */
function pageSize(): number {
  const usual = 4096;
  try {
    const vector = readFileSync("/proc/self/auxv");
    for (let at = 0; at + 16 <= vector.length; at += 16) {
      if (vector.readBigUInt64LE(at) === 6n) return Number(vector.readBigUInt64LE(at + 8));
    }
    return usual;
  } catch {
    return usual;
  }
}

const run = promisify(execFile);
/** For the longest tables there are. */
const limits = { maxBuffer: 64 * 1024 * 1024, timeout: 10_000, windowsHide: true } as const;

async function readPs(): Promise<ProcessRow[]> {
  const columns = "pid=,ppid=,pgid=,rss=,time=,lstart=";
  const { stdout } = await run("/bin/ps", ["-A", "-o", columns], { ...limits, env: { LC_ALL: "C" } });
  return parsePs(stdout);
}

const query = [
  "Get-CimInstance Win32_Process | Select-Object ProcessId,ParentProcessId,WorkingSetSize,KernelModeTime,UserModeTime,",
  "@{n='Born';e={if($_.CreationDate){[long]($_.CreationDate.ToFileTimeUtc()/10000)}else{0}}} | ConvertTo-Json -Compress",
].join("");

async function readCim(): Promise<ProcessRow[]> {
  const system = process.env["SystemRoot"] ?? "C:\\Windows";
  const powershell = path.join(system, "System32", "WindowsPowerShell", "v1.0", "powershell.exe");
  const { stdout } = await run(powershell, ["-NoProfile", "-NonInteractive", "-Command", query], limits);
  return parseCim(stdout);
}
