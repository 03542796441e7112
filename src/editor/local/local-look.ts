import { debuggerOf } from "../../runner/debugger-of.ts";
import type { CopyStatus } from "../../runner/events.ts";
import { rowContexts } from "../identifiers.ts";
import { type RowLook, row, withFlags } from "../tree/row-look.ts";
import { copyFacts, isUp, memoryWords, notRunning, type StateLook, stateLook } from "./copy-words.ts";
import { copiesOf, type LocalModel, typesOf } from "./local-model.ts";
import type { CopyNode, LocalNode, ProcessNode, ProcfileNode } from "./local-nodes.ts";

/** How a row looks now. */
export function localLook(model: LocalModel, node: LocalNode, now: Date): RowLook {
  if (node.kind === "localProcfile") return procfileLook(model, node, now);
  const copies = copiesOf(model, node.file, node.type);
  if (node.kind === "localCopy") {
    const copy = copies.find(({ name }) => name === node.name);
    return copyLook(model, node, copy, { label: node.name, context: rowContexts.localCopy, now });
  }
  if (copies.length > 1) return severalLook(model, node, copies, now);
  return copyLook(model, node, copies[0], { label: node.type, context: rowContexts.localProcess, now });
}

interface Seen {
  readonly label: string;
  readonly context: string;
  readonly now: Date;
}

function copyLook(model: LocalModel, node: ProcessNode | CopyNode, copy: CopyStatus | undefined, seen: Seen): RowLook {
  const { word, icon } = copy ? stateLook(copy.state, seen.now) : notRunning;
  const runId = model.run(node.file)?.entry.runId;
  const usage = copy && runId !== undefined ? model.usage(runId, copy.name) : undefined;
  const wanted = model.wanted(node.file, node.type);
  const isIdle = copy === undefined || !isUp(copy);
  return row({
    label: seen.label,
    facts: [
      isIdle && node.kind === "localProcess" && wanted > 1 ? `×${wanted}` : "",
      word,
      ...(copy ? copyFacts(copy, usage, seen.now) : []),
      isIdle ? commandOf(model, node) : "",
    ],
    icon,
    context: withFlags(seen.context, flags(model, node, copy ? [copy] : [])),
  });
}

function severalLook(model: LocalModel, node: ProcessNode, copies: readonly CopyStatus[], now: Date): RowLook {
  const looks = copies.map(({ state }) => stateLook(state, now));
  return row({
    label: node.type,
    facts: [`×${copies.length}`, ...countedWords(looks), ...sums(model, node.file, copies)],
    icon: heaviest(looks).icon,
    context: withFlags(rowContexts.localProcess, flags(model, node, copies)),
    children: "expanded",
  });
}

function procfileLook(model: LocalModel, { file }: ProcfileNode, now: Date): RowLook {
  const all = typesOf(model, file).flatMap((type) => copiesOf(model, file, type));
  const looks = all.map(({ state }) => stateLook(state, now));
  const isRunning = model.run(file) !== undefined;
  return row({
    label: model.procfiles().find((one) => one.file === file)?.label ?? file,
    facts: looks.length > 0 ? countedWords(looks) : [notRunning.word],
    icon: { id: "list-unordered" },
    context: withFlags(rowContexts.localProcfile, { stopped: !isRunning, running: isRunning }),
    children: "expanded",
  });
}

/** `running`, or `2 running, 1 crashed (exit 1)` when they differ. */
function countedWords(looks: readonly StateLook[]): readonly string[] {
  const counts = Map.groupBy(looks, ({ word }) => word);
  if (counts.size === 1) return [...counts.keys()];
  return [[...counts].map(([word, { length }]) => `${length} ${word}`).join(", ")];
}

function heaviest(looks: readonly StateLook[]): StateLook {
  return looks.reduce((one, other) => (other.weight > one.weight ? other : one), notRunning);
}

function sums(model: LocalModel, file: string, copies: readonly CopyStatus[]): readonly string[] {
  const runId = model.run(file)?.entry.runId ?? "";
  const known = copies.flatMap(({ name }) => model.usage(runId, name) ?? []);
  if (known.length === 0) return [];
  const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
  const cpu = Math.round(sum(known.map((usage) => usage.cpu)));
  return [`${cpu}% CPU`, memoryWords(sum(known.map(({ memory }) => memory)))];
}

/** For the menus: what can be done with the row, and in which language its process is written. */
function flags(
  model: LocalModel,
  node: ProcessNode | CopyNode,
  copies: readonly CopyStatus[],
): Readonly<Record<string, boolean>> {
  return {
    running: copies.some(isUp),
    stopped: copies.length === 0 || !copies.every(isUp),
    web: node.type === "web",
    [debuggerOf(commandOf(model, node), {}).kind]: true,
  };
}

export function commandOf(model: LocalModel, { file, type }: ProcessNode | CopyNode): string {
  const procfile = model.procfiles().find((one) => one.file === file);
  return procfile?.processes.find((process) => process.type === type)?.command ?? "";
}
