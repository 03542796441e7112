import { firstRepeated, matching, pieces, type Reading, read, refused } from "./reading.ts";

/** overmind 2.5 and hivemind: a space after the colon is required, names are unique. `\s` is Go's: no vertical tab. */
export function overmind(text: string): Reading {
  const processes = matching(pieces(text, /\r?\n/g), /^([A-Za-z0-9_-]+):[ \t\r\f]+([^\n]+)$/);
  if (processes.length === 0) return refused("no entries");
  const again = firstRepeated(processes);
  return again ? refused("names must be unique", again.line) : read(processes);
}
