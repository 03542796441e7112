import type { CopyUsage } from "../../runner/control/protocol.ts";
import type { CopyStatus } from "../../runner/events.ts";
import { copyNode, type LocalNode, type ProcfileNode, processNode, procfileNode } from "./local-nodes.ts";
import type { LocalProcfile, LocalRun } from "./local-runs.ts";

/** What the rows are made of. */
export interface LocalModel {
  procfiles(): readonly LocalProcfile[];
  run(file: string): LocalRun | undefined;
  /** How copies of the last run ended. */
  ends(file: string): ReadonlyMap<string, CopyStatus> | undefined;
  /** Copies that a person wants. */
  wanted(file: string, type: string): number;
  usage(runId: string, name: string): CopyUsage | undefined;
}

/** Copies of a type by their numbers, of the run or of the last one. */
export function copiesOf(model: LocalModel, file: string, type: string): readonly CopyStatus[] {
  const all = model.run(file)?.copies ?? model.ends(file) ?? new Map<string, CopyStatus>();
  return [...all.values()].filter((copy) => copy.type === type).sort((one, other) => numberOf(one) - numberOf(other));
}

function numberOf({ name }: CopyStatus): number {
  return Number(name.slice(name.lastIndexOf(".") + 1));
}

/** The rows under a row, or at the top: without a Procfile none, with one its types, with several these. */
export function localRows(model: LocalModel, parent?: LocalNode): readonly LocalNode[] {
  if (parent?.kind === "localCopy") return [];
  if (parent?.kind === "localProcess") {
    const copies = copiesOf(model, parent.file, parent.type);
    return copies.length > 1 ? copies.map(({ name }) => copyNode(parent, name)) : [];
  }
  const procfiles = model.procfiles();
  if (parent) return typeRows(model, parent.file, parent);
  const [only] = procfiles;
  if (only && procfiles.length === 1) return typeRows(model, only.file);
  return procfiles.map(({ file }) => procfileNode(file));
}

function typeRows(model: LocalModel, file: string, parent?: ProcfileNode): readonly LocalNode[] {
  return typesOf(model, file).map((type) => processNode(file, type, parent));
}

/** Those of the file, then what runs although it is no longer there. */
export function typesOf(model: LocalModel, file: string): readonly string[] {
  const written =
    model
      .procfiles()
      .find((one) => one.file === file)
      ?.processes.map(({ type }) => type) ?? [];
  const running = [...(model.run(file)?.copies.values() ?? [])].map(({ type }) => type);
  return [...new Set([...written, ...running])];
}
