import type * as vscode from "vscode";
import type { LocalProcfile } from "./local-runs.ts";

/** How many copies of each type a person wants here, remembered with the workspace. */
export interface Formations {
  /** Copies of a type: 1 unless it was said otherwise, and none of `release`, which waits to be named. */
  copies(file: string, type: string): number;
  /** Of all types; undefined when nobody has ever said a number. */
  of(procfile: LocalProcfile): ReadonlyMap<string, number> | undefined;
  set(file: string, type: string, copies: number): Promise<void>;
}

const key = "herokuWorkbench.local.formations";

type Stored = Readonly<Record<string, Readonly<Record<string, number>>>>;

export function createFormations(state: Pick<vscode.Memento, "get" | "update">, changed: () => void): Formations {
  const all = (): Stored => state.get<Stored>(key, {});
  const copies = (file: string, type: string): number => all()[file]?.[type] ?? (type === "release" ? 0 : 1);
  return {
    copies,
    of({ file, processes }) {
      if (Object.keys(all()[file] ?? {}).length === 0) return undefined;
      return new Map(processes.map(({ type }) => [type, copies(file, type)]));
    },
    async set(file, type, wanted) {
      await state.update(key, { ...all(), [file]: { ...all()[file], [type]: wanted } });
      changed();
    },
  };
}
