import { createLineSplitter, type LineSplitter } from "../process/line-splitter.ts";
import { system } from "./display.ts";
import type { CopyState, RunnerEvent } from "./events.ts";
import { exitMessage } from "./exit-message.ts";
import type { Output } from "./output.ts";

/**
 * Writes what a runner tells as one JSON object per line, for programs:
 * `{"time","process","line"}`, `{"time","process","message"}`, `{"time","process","state","port",…}`.
 */
export function createJsonOutput(output: Output, now: () => Date): (event: RunnerEvent) => void {
  const splitters = new Map<string, LineSplitter>();
  const splitterOf = (name: string): LineSplitter => {
    const splitter = splitters.get(name) ?? createLineSplitter({ limit: 1024 * 1024 });
    splitters.set(name, splitter);
    return splitter;
  };
  const write = (process: string, rest: readonly object[]): void => {
    const time = now().toISOString();
    output.write(Buffer.from(rest.map((one) => `${JSON.stringify({ time, process, ...one })}\n`).join("")));
  };
  const lines = (bytes: readonly Buffer[]): object[] => bytes.map((line) => ({ line: line.toString("utf8") }));
  return (event) => {
    if (event.kind === "lines") write(event.name, lines(splitterOf(event.name).push(Buffer.from(event.bytes))));
    if (event.kind === "ended") write(event.name, lines(splitterOf(event.name).end()));
    if (event.kind === "said") write(event.name, [{ message: event.message }]);
    if (event.kind === "control") write(system, [{ control: event.address }]);
    if (event.kind === "gone") write(event.name, [{ state: "gone" }]);
    if (event.kind === "changed")
      write(event.status.name, [{ port: event.status.port, ...stateFields(event.status.state) }]);
  };
}

function stateFields(state: CopyState): object {
  const { kind, ...rest } = state;
  if (!("exit" in rest)) return { state: kind, ...rest };
  const { exit, ...others } = rest;
  if (exit.kind === "failed") return { state: kind, ...others, error: exitMessage(exit) };
  return { state: kind, ...others, ...(exit.kind === "exited" ? { code: exit.code } : { signal: exit.signal }) };
}
