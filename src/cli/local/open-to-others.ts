import type { ControlHost } from "../../runner/control/answer.ts";
import { type Control, openControl } from "../../runner/control/control.ts";
import { announceRun, type RunEntry } from "../../runner/control/registry.ts";
import { system } from "../../runner/display.ts";
import type { RunnerEvent } from "../../runner/events.ts";

export interface Opening extends Omit<ControlHost, "processTable"> {
  readonly onEvent: (event: RunnerEvent) => void;
  readonly entry: Omit<RunEntry, "pid" | "address">;
}

/** Lets others find and ask this run. Without it the processes run all the same. The answer ends it. */
export async function openToOthers({
  entry,
  onEvent,
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
      await withdraw?.();
      await control?.close(status);
    },
  };
}

function reason({ message, code }: NodeJS.ErrnoException): string {
  return code === "EADDRINUSE" ? "another run has this --run-id" : message;
}
