import type { CopyUsage } from "../../runner/control/protocol.ts";
import type { CopyState, CopyStatus } from "../../runner/events.ts";
import { exitMessage } from "../../runner/exit-message.ts";

/** A line for each copy; what does not run has no more than its state. */
export function statusTable(processes: readonly CopyStatus[], usage: readonly CopyUsage[], now: Date): string {
  const rows = processes.map((status) => cellsOf(status, usage, now));
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

function cellsOf({ name, port, state }: CopyStatus, usage: readonly CopyUsage[], now: Date): string[] {
  const used = usage.find((one) => one.name === name);
  if (state.kind !== "running") return [name, stateWord(state)];
  return [
    name,
    stateWord(state),
    `port ${port}`,
    `pid ${state.pid}`,
    `up ${duration(now.getTime() - state.since.getTime())}`,
    used ? `${used.cpu.toFixed(0)} % CPU, ${(used.memory / 1e6).toFixed(0)} MB` : "",
  ];
}

/** What a person calls the state. */
export function stateWord(state: CopyState): string {
  switch (state.kind) {
    case "running":
      return state.isReady ? "running" : "starting";
    case "waiting":
      return `waiting for ${state.forTypes.join(", ")}`;
    case "resting":
      return `${exitMessage(state.exit)}, starts again at ${state.until.toTimeString().slice(0, 8)}`;
    case "borrowed":
      return state.by === "debugger" ? "in a debugger" : "in a terminal of its own";
    case "ended":
      return exitMessage(state.exit);
    default:
      return state.kind;
  }
}

/** The two largest units: `1 h 5 min`. */
function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const units = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  const first = units.findIndex(([count]) => count > 0);
  if (first === -1) return "0 s";
  const parts = units.slice(first, first + 2).filter(([count]) => count > 0);
  return parts.map(([count, unit]) => `${count} ${unit}`).join(" ");
}
