import type { Exit } from "../../process/child.ts";
import type { CopyUsage } from "../../runner/control/protocol.ts";
import type { CopyState, CopyStatus } from "../../runner/events.ts";
import type { RowIcon } from "../tree/icons.ts";
import { since } from "../tree/since.ts";

/** How a state looks and what it is called. */
export interface StateLook {
  readonly word: string;
  readonly icon: RowIcon;
  /** Which state stands for several copies: the highest. */
  readonly weight: number;
}

const grey = "disabledForeground";
const red = "list.errorForeground";

export const notRunning: StateLook = { word: "stopped", icon: { id: "circle-outline", color: grey }, weight: 0 };

/** States by word and icon; a crash outweighs everything else. */
export function stateLook(state: CopyState, now: Date): StateLook {
  switch (state.kind) {
    case "running":
      return state.isReady
        ? { word: "running", icon: { id: "pass-filled", color: "testing.iconPassed" }, weight: 3 }
        : { word: "starting", icon: { id: "sync~spin" }, weight: 4 };
    case "waiting":
      return { word: `waits for ${state.forTypes.join(", ")}`, icon: { id: "watch" }, weight: 5 };
    case "resting":
      return {
        word: `${exitWord(state.exit)}, ${again(state.until, now)}`,
        icon: { id: "error", color: red },
        weight: 7,
      };
    case "borrowed":
      return state.by === "debugger"
        ? { word: "debugging", icon: { id: "debug-alt" }, weight: 6 }
        : { word: "in a terminal", icon: { id: "terminal" }, weight: 6 };
    case "stopping":
      return { word: "stopping", icon: { id: "sync~spin" }, weight: 4 };
    case "stopped":
      return notRunning;
    case "ended":
      return isGood(state.exit)
        ? { word: "ended", icon: { id: "pass", color: grey }, weight: 1 }
        : { word: exitWord(state.exit), icon: { id: "error", color: red }, weight: 8 };
  }
}

function isGood(exit: Exit): boolean {
  return exit.kind === "exited" && exit.code === 0;
}

/** It ended otherwise than a person or its own program would have it. */
export function isCrash(state: CopyState): boolean {
  return (state.kind === "ended" || state.kind === "resting") && !isGood(state.exit);
}

/** `crashed (exit 1)`, `ended by SIGKILL`. */
function exitWord(exit: Exit): string {
  if (exit.kind === "failed") return "did not start";
  if (exit.kind === "signalled") return `ended by ${exit.signal}`;
  if (exit.code === 0) return "ended (exit 0)";
  return exit.code === 127 ? "command not found (exit 127)" : `crashed (exit ${exit.code})`;
}

function again(until: Date, now: Date): string {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000);
  return seconds > 0 ? `again in ${seconds} s` : "starts again";
}

/** It runs, or will without anybody's doing. */
export function isUp({ state }: CopyStatus): boolean {
  return state.kind !== "stopped" && state.kind !== "ended";
}

/** What a copy, or several together, use. */
export type Used = Pick<CopyUsage, "cpu" | "memory">;

/** A row has little room: what it shows is short, and what is heard is not. */
export interface Fact {
  readonly shown: string;
  readonly spoken: string;
}

/** `:5000`, `5 min`, `3%`, `45 MB`, `pid 4711`: what there is to say of a copy that runs. */
export function copyFacts({ port, state }: CopyStatus, used: Used | undefined, now: Date): readonly Fact[] {
  if (state.kind !== "running") return [];
  const age = since(state.since.toISOString(), now);
  const isYoung = age === "just now";
  return [
    { shown: `:${port}`, spoken: `port ${port}` },
    { shown: isYoung ? "" : age, spoken: isYoung ? "" : `for ${age}` },
    ...usedFacts(used),
    { shown: `pid ${state.pid}`, spoken: `process id ${state.pid}` },
  ];
}

export function usedFacts(used: Used | undefined): readonly Fact[] {
  if (used === undefined) return [];
  const cpu = `${Math.round(used.cpu)}%`;
  const memory = memoryWords(used.memory);
  return [
    { shown: cpu, spoken: `${cpu} CPU` },
    { shown: memory, spoken: memory },
  ];
}

export function plainFact(text: string): Fact {
  return { shown: text, spoken: text };
}

/** `45 MB`, `1.2 GB`; a megabyte has 1,048,576 bytes, as on the platform. */
export function memoryWords(bytes: number): string {
  const megabytes = bytes / 1_048_576;
  return megabytes < 1000 ? `${Math.round(megabytes)} MB` : `${(megabytes / 1024).toFixed(1)} GB`;
}
