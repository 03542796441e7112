import { setTimeout as wait } from "node:timers/promises";
import type { ControlHost } from "../../runner/control/answer.ts";
import { type Control, openControl } from "../../runner/control/control.ts";
import { announceRun, type RunEntry } from "../../runner/control/registry.ts";
import { system } from "../../runner/display.ts";
import type { RunnerEvent } from "../../runner/events.ts";

/** Processes that end at once do so before anybody can ask how; so long, in ms, a run waits for who started it. */
const patience = 5000;

/** Statuses of a run that somebody ended: whoever did so needs no telling. */
const stopped: ReadonlySet<number> = new Set([129, 130, 141, 143]);

export interface Opening extends Omit<ControlHost, "processTable"> {
  readonly onEvent: (event: RunnerEvent) => void;
  readonly entry: Omit<RunEntry, "pid" | "address">;
  /** Somebody gave this run its id, and waits to hear what becomes of it. */
  readonly isAwaited: boolean;
}

/** Lets others find and ask this run. Without it the processes run all the same. The answer ends it. */
export async function openToOthers({
  entry,
  onEvent,
  isAwaited,
  ...host
}: Opening): Promise<{ close(status: number): Promise<void> }> {
  let control: Control | undefined;
  let withdraw: (() => Promise<void>) | undefined;
  try {
    control = await openControl({ ...host, runId: entry.runId });
    onEvent({ kind: "control", address: control.address });
    withdraw = await announceRun({ ...entry, pid: process.pid, address: control.address });
  } catch (error) {
    onEvent({ kind: "said", name: system, message: `cannot be asked from outside: ${reason(error as Error)}` });
  }
  return {
    async close(status) {
      const isAskedFor = stopped.has(status);
      if (isAwaited && control && !isAskedFor)
        await Promise.race([host.audience.attended, wait(patience, undefined, { ref: false })]);
      await withdraw?.();
      await control?.close(status);
    },
  };
}

function reason({ message, code }: NodeJS.ErrnoException): string {
  return code === "EADDRINUSE" ? "another run has this --run-id" : message;
}
