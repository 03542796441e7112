import type { TrafficStatus } from "../../runner/control/protocol.ts";
import type { Fact } from "./copy-words.ts";

/** What the router before the web processes does, where there is one. */
export function trafficFacts(traffic: TrafficStatus | undefined): readonly Fact[] {
  if (traffic === undefined) return [];
  const { port, recording, targets } = traffic;
  const copies = targets.length === 1 ? "duplicating" : `duplicating to ${targets.length}`;
  return [
    ...(recording === null ? [] : [{ shown: "recording", spoken: "recording" }]),
    ...(targets.length === 0 ? [] : [{ shown: copies, spoken: copies }]),
    { shown: `router :${port}`, spoken: `router on port ${port}` },
  ];
}

export function isRecording(traffic: TrafficStatus | undefined): boolean {
  return (traffic?.recording ?? null) !== null;
}
