import type { LocalModel } from "../../../../src/editor/local/local-model.ts";
import type { LocalProcfile, LocalRun } from "../../../../src/editor/local/local-runs.ts";
import type { TrafficStatus } from "../../../../src/runner/control/protocol.ts";
import type { CopyState, CopyStatus } from "../../../../src/runner/events.ts";

export const file = "/shop/Procfile";
export const now = new Date("2026-03-01T12:00:00Z");

export function procfileOf(types: Readonly<Record<string, string>>, path = file): LocalProcfile {
  const processes = Object.entries(types).map(([type, command], line) => ({ type, command, line }));
  return { file: path, root: "/shop", label: path.replace("/shop/", ""), processes };
}

export function running(seconds = 300, { pid = 4711, isReady = true } = {}): CopyState {
  return { kind: "running", pid, since: new Date(now.getTime() - 1000 * seconds), isReady };
}

/** Copies by name: `{"web.1": running()}`; ports as foreman gives them. */
export function copiesOf(states: Readonly<Record<string, CopyState>>): Map<string, CopyStatus> {
  const all = Object.entries(states).map(([name, state], at): [string, CopyStatus] => {
    const [type = ""] = name.split(".");
    return [name, { name, type, port: 5000 + at, state }];
  });
  return new Map(all);
}

export interface Around {
  readonly procfiles?: readonly LocalProcfile[];
  readonly run?: Readonly<Record<string, CopyState>>;
  readonly ends?: Readonly<Record<string, CopyState>>;
  readonly wanted?: Readonly<Record<string, number>>;
  readonly traffic?: TrafficStatus;
  readonly usage?: Readonly<Record<string, { cpu: number; memory: number }>>;
}

export function modelOf({ procfiles, run, ends, wanted = {}, usage = {}, traffic }: Around): LocalModel {
  const known = procfiles ?? [procfileOf({ web: "node web.js", worker: "node worker.js", release: "node migrate.js" })];
  const entry = { runId: "r", pid: 1, address: "", procfile: file, root: "/shop", startedAt: "", types: [] };
  const followed = run && ({ entry, copies: copiesOf(run), traffic } as unknown as LocalRun);
  return {
    procfiles: () => known,
    run: (wantedFile) => (wantedFile === file ? followed : undefined),
    ends: () => ends && copiesOf(ends),
    wanted: (_file, type) => wanted[type] ?? (type === "release" ? 0 : 1),
    usage: (_runId, name) => {
      const used = usage[name];
      return used && { name, ...used };
    },
  };
}
