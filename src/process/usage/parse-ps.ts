import type { ProcessRow } from "./process-row.ts";

/** What `ps -A -o pid=,ppid=,pgid=,rss=,time=,lstart=` prints on macOS; memory in kilobytes. */
export function parsePs(text: string): ProcessRow[] {
  return text.split("\n").flatMap((line) => {
    const [, pid, parent, group, kilobytes, time, born] = row.exec(line) ?? [];
    if (pid === undefined || time === undefined || born === undefined) return [];
    const memory = Number(kilobytes) * 1024;
    return { pid: Number(pid), parent: Number(parent), group: Number(group), cpu: milliseconds(time), memory, born };
  });
}

const row = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+([\d:.-]+)\s+(\S.*?)\s*$/;

/** `3:07.45`, `1:02:03`, `2-03:04:05` with days. */
function milliseconds(time: string): number {
  const [days, clock] = time.includes("-") ? time.split("-") : ["0", time];
  const seconds = (clock ?? "").split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round((Number(days) * 86_400 + seconds) * 1000);
}
