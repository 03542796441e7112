import type { ProcessRow } from "./process-row.ts";

/** Windows counts in 100 nanoseconds. */
const unitsOfMillisecond = 10_000;

/** Win32_Process as PowerShell's `ConvertTo-Json` writes it: an array, or one object. */
export function parseCim(text: string): ProcessRow[] {
  const table = (JSON.parse(text) as Cim | Cim[] | null) ?? [];
  const rows = (Array.isArray(table) ? table : [table]).map(toRow);
  const byId = new Map(rows.map((row) => [row.pid, row]));
  // An id is used again soon: a parent that is younger than its child is none.
  return rows.map((row) => (isOlder(byId.get(row.parent), row) ? row : { ...row, parent: 0 }));
}

interface Cim {
  readonly ProcessId: number;
  readonly ParentProcessId: number;
  readonly WorkingSetSize: number | string | null;
  readonly KernelModeTime: number | string | null;
  readonly UserModeTime: number | string | null;
  /** Milliseconds. */
  readonly Born: number | null;
}

function toRow(cim: Cim): ProcessRow {
  return {
    pid: cim.ProcessId,
    parent: cim.ParentProcessId,
    group: undefined,
    cpu: (Number(cim.KernelModeTime) + Number(cim.UserModeTime)) / unitsOfMillisecond,
    memory: Number(cim.WorkingSetSize),
    born: String(cim.Born),
  };
}

function isOlder(parent: ProcessRow | undefined, child: ProcessRow): boolean {
  return parent !== undefined && Number(parent.born) <= Number(child.born);
}
