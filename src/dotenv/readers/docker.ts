import type { DotenvReading } from "./reading.ts";

const empty: DotenvReading = { kind: "read", values: new Map() };

export function readDocker(_text: string): DotenvReading {
  return empty;
}
