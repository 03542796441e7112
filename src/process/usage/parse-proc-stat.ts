import type { ProcessRow } from "./process-row.ts";

/** Linux counts processor time in hundredths of a second for every program (USER_HZ). */
const millisecondsOfTick = 10;

/** `/proc/<pid>/stat` (proc(5)). Undefined for a zombie, which uses nothing, and for what is no such line. */
export function parseProcStat(text: string, pageSize: number): ProcessRow | undefined {
  // The program's name stands in brackets and may hold any character, brackets too.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, parent, group] = fields;
  const [user, system, born, pages] = [fields[11], fields[12], fields[19], fields[21]];
  if (pages === undefined || born === undefined || state === "Z" || state === "X") return undefined;
  return {
    pid: Number.parseInt(text, 10),
    parent: Number(parent),
    group: Number(group),
    cpu: (Number(user) + Number(system)) * millisecondsOfTick,
    memory: Number(pages) * pageSize,
    born,
  };
}
