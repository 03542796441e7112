import type { CopyUsage } from "../../runner/control/protocol.ts";
import type { Disposable } from "../disposables.ts";
import { memoryWords } from "./copy-words.ts";
import type { LocalRun } from "./local-runs.ts";

export interface Usage extends Disposable {
  /** What a copy used when it was asked last. */
  of(runId: string, name: string): CopyUsage | undefined;
  /** Something of what is asked, or of who looks, is different. */
  update(): void;
}

export interface UsageOptions {
  readonly runs: () => readonly LocalRun[];
  readonly isLookedAt: () => boolean;
  readonly changed: () => void;
  /** Milliseconds from an answer to the next question. */
  readonly period?: number;
}

/** Asks the runs what their processes use, while someone looks and something runs. */
export function createUsage({ runs, isLookedAt, changed, period = 2000 }: UsageOptions): Usage {
  let known = new Map<string, CopyUsage>();
  let shown = "";
  let timer: NodeJS.Timeout | undefined;
  let isAsking = false;
  let isDisposed = false;
  const isWanted = (): boolean => !isDisposed && isLookedAt() && runs().length > 0;

  const ask = async (): Promise<void> => {
    isAsking = true;
    const answers = await Promise.all(runs().map(usageOf));
    isAsking = false;
    known = new Map(answers.flat());
    if (!isWanted()) return;
    timer = setTimeout(() => void ask(), period);
    // A row that is drawn anew swallows a click that is under way.
    const now = inWords(known);
    if (now === shown) return;
    shown = now;
    changed();
  };
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    of: (runId, name) => known.get(`${runId} ${name}`),
    update() {
      if (!isWanted()) stop();
      else if (timer === undefined && !isAsking) void ask();
    },
    dispose() {
      isDisposed = true;
      stop();
    },
  };
}

/** As people see it, with the minute: rows say how long a process runs. */
function inWords(known: ReadonlyMap<string, CopyUsage>): string {
  const rows = [...known].map(([key, { cpu, memory }]) => `${key} ${Math.round(cpu)}% ${memoryWords(memory)}`);
  return [Math.floor(Date.now() / 60_000), ...rows].join("\n");
}

async function usageOf({ entry, client }: LocalRun): Promise<[string, CopyUsage][]> {
  // A run that ends meanwhile uses nothing.
  const answer = await client.ask({ do: "usage" }).catch(() => undefined);
  return answer?.ok ? (answer.usage ?? []).map((usage) => [`${entry.runId} ${usage.name}`, usage]) : [];
}
