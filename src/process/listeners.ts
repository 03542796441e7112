import { readFileSync } from "node:fs";

/** A TCP socket that takes connections, on whatever address. */
export interface Listener {
  readonly port: number;
  /** As the links in `/proc/<pid>/fd` name it. */
  readonly link: string;
}

/** All of this machine, from `/proc`; undefined where there is none (macOS, Windows). */
export function findListeners(): Listener[] | undefined {
  const tables = ["tcp", "tcp6"].map((name) => readTable(`/proc/net/${name}`));
  if (tables[0] === undefined) return undefined;
  return tables.flatMap((table) => (table ?? "").split("\n").flatMap(readRow));
}

/** `0: 0100007F:1388 00000000:0000 0A …`: number, own and other address, state, and as the tenth the inode (proc(5)). */
function readRow(row: string): Listener[] {
  const [, local = "", , state, , , , , , inode] = row.trim().split(/\s+/);
  if (state !== listening) return [];
  return [{ port: Number.parseInt(local.slice(local.lastIndexOf(":") + 1), 16), link: `socket:[${inode}]` }];
}

const listening = "0A";

function readTable(file: string): string | undefined {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return undefined;
  }
}
