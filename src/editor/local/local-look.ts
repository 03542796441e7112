import type { CopyStatus } from "../../runner/events.ts";
import { rowContexts } from "../identifiers.ts";
import { type RowLook, withFlags } from "../tree/row-look.ts";
import {
  copyFacts,
  type Fact,
  isUp,
  notRunning,
  plainFact,
  type StateLook,
  stateLook,
  type Used,
  usedFacts,
} from "./copy-words.ts";
import { copiesOf, type LocalModel, typesOf } from "./local-model.ts";
import type { CopyNode, LocalNode, ProcessNode, ProcfileNode } from "./local-nodes.ts";
import { isRecording, trafficFacts } from "./traffic-words.ts";

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
  const used = copy && runId !== undefined ? model.usage(runId, copy.name) : undefined;
  const isIdle = copy === undefined || !isUp(copy);
  return {
    ...described(seen.label, [
      ...(isIdle && node.kind === "localProcess" ? wantedFacts(model, node) : []),
      plainFact(word),
      ...routerFacts(model, node),
      ...(copy ? copyFacts(copy, used, seen.now) : []),
      plainFact(isIdle ? commandOf(model, node) : ""),
    ]),
    icon,
    context: withFlags(seen.context, flags(model, node, copy ? [copy] : [])),
    children: "none",
  };
}

/** How many will start, where that is not the usual number. */
function wantedFacts(model: LocalModel, { file, type }: ProcessNode): readonly Fact[] {
  const wanted = model.wanted(file, type);
  const usual = type === "release" ? 0 : 1;
  return wanted === usual ? [] : [{ shown: `×${wanted}`, spoken: `${wanted} copies` }];
}

/** Of the row of the type: the router stands before all copies. */
function routerFacts(model: LocalModel, { kind, file, type }: ProcessNode | CopyNode): readonly Fact[] {
  return kind === "localProcess" && type === "web" ? trafficFacts(model.run(file)?.traffic) : [];
}

function severalLook(model: LocalModel, node: ProcessNode, copies: readonly CopyStatus[], now: Date): RowLook {
  const looks = copies.map(({ state }) => stateLook(state, now));
  const count = { shown: `×${copies.length}`, spoken: `${copies.length} copies` };
  return {
    ...described(node.type, [
      count,
      plainFact(countedWords(looks)),
      ...routerFacts(model, node),
      ...usedFacts(sumOf(model, node.file, copies)),
    ]),
    icon: heaviest(looks).icon,
    context: withFlags(rowContexts.localProcess, flags(model, node, copies)),
    children: "expanded",
  };
}

function procfileLook(model: LocalModel, { file }: ProcfileNode, now: Date): RowLook {
  const all = typesOf(model, file).flatMap((type) => copiesOf(model, file, type));
  const looks = all.map(({ state }) => stateLook(state, now));
  const isRunning = model.run(file) !== undefined;
  const label = model.procfiles().find((one) => one.file === file)?.label ?? file;
  return {
    ...described(label, [plainFact(looks.length > 0 ? countedWords(looks) : notRunning.word)]),
    icon: { id: "list-unordered" },
    context: withFlags(rowContexts.localProcfile, {
      stopped: !isRunning,
      running: isRunning,
      recording: isRecording(model.run(file)?.traffic),
    }),
    children: "expanded",
  };
}

function described(label: string, facts: readonly Fact[]): Pick<RowLook, "description" | "label" | "spoken"> {
  const known = facts.filter(({ shown }) => shown !== "");
  const description = known.map(({ shown }) => shown).join(" · ");
  return { label, description, spoken: [label, ...known.map(({ spoken }) => spoken)].join(", ") };
}

/** `running`, or `2 running, 1 crashed (exit 1)` when they differ. */
function countedWords(looks: readonly StateLook[]): string {
  const counts = Map.groupBy(looks, ({ word }) => word);
  if (counts.size === 1) return [...counts.keys()].join("");
  return [...counts].map(([word, { length }]) => `${length} ${word}`).join(", ");
}

/** Undefined as long as nobody knows. */
function sumOf(model: LocalModel, file: string, copies: readonly CopyStatus[]): Used | undefined {
  const runId = model.run(file)?.entry.runId ?? "";
  const known = copies.flatMap(({ name }) => model.usage(runId, name) ?? []);
  if (known.length === 0) return undefined;
  const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
  return { cpu: sum(known.map(({ cpu }) => cpu)), memory: sum(known.map(({ memory }) => memory)) };
}

function heaviest(looks: readonly StateLook[]): StateLook {
  return looks.reduce((one, other) => (other.weight > one.weight ? other : one), notRunning);
}

/** For the menus: what can be done with the row. */
function flags(
  model: LocalModel,
  node: ProcessNode | CopyNode,
  copies: readonly CopyStatus[],
): Readonly<Record<string, boolean>> {
  return {
    running: copies.some(isUp),
    stopped: copies.length === 0 || !copies.every(isUp),
    web: node.type === "web",
    recording: node.type === "web" && isRecording(model.run(node.file)?.traffic),
    // Also of one that crashed: its last words are in the terminal of the run.
    output: copies.length > 0 && model.run(node.file) !== undefined,
  };
}

export function commandOf(model: LocalModel, { file, type }: ProcessNode | CopyNode): string {
  const procfile = model.procfiles().find((one) => one.file === file);
  return procfile?.processes.find((process) => process.type === type)?.command ?? "";
}
