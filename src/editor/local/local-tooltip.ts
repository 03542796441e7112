import { ago, fence, table } from "../tree/markdown.ts";
import { clockTime } from "../tree/since.ts";
import { memoryWords, notRunning, stateLook } from "./copy-words.ts";
import { commandOf } from "./local-look.ts";
import { copiesOf, type LocalModel } from "./local-model.ts";
import type { LocalNode } from "./local-nodes.ts";

/** Markdown for a row; undefined where the row says it all. */
export function localTooltip(model: LocalModel, node: LocalNode, now: Date): string | undefined {
  if (node.kind === "localProcfile") return undefined;
  const copies = copiesOf(model, node.file, node.type);
  const copy = node.kind === "localCopy" ? copies.find(({ name }) => name === node.name) : copies[0];
  const run = model.run(node.file);
  const state = copies.length > 1 && node.kind === "localProcess" ? undefined : copy?.state;
  const usage = copy && run ? model.usage(run.entry.runId, copy.name) : undefined;
  const facts = table(node.kind === "localCopy" ? node.name : node.type, [
    ["State", copies.length > 1 && state === undefined ? `${copies.length} copies` : wordOf(state, now)],
    ...(state?.kind === "running"
      ? ([
          ["Started", `${clockTime(state.since)}, ${ago(state.since.toISOString(), now)}`],
          ["Process id", String(state.pid)],
          ["Port", String(copy?.port)],
          ["CPU", usage && `${Math.round(usage.cpu)}% of one core`],
          ["Memory", usage && memoryWords(usage.memory)],
        ] as const)
      : []),
  ]);
  return `${facts}\n\n${fence(commandOf(model, node))}`;
}

function wordOf(state: Parameters<typeof stateLook>[0] | undefined, now: Date): string {
  return state ? stateLook(state, now).word : notRunning.word;
}
