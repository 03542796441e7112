import { pythonBlanks, pythonLineEnds } from "../characters.ts";
import { firstRepeated, matching, pieces, type Reading, read, refused } from "./reading.ts";

/** honcho 2.0, honcho/environ.py. Lines end where Python's `str.splitlines` ends them, `\s` is Python's. */
export function honcho(text: string): Reading {
  const processes = matching(pieces(text, pythonLineEnds), pythonEntry);
  const again = firstRepeated(processes);
  return again
    ? refused("AssertionError: process names must be unique within a Procfile", again.line)
    : read(processes);
}

const pythonEntry = new RegExp(`^([A-Za-z0-9_-]+):[${pythonBlanks}]*([^\\n]+)$`);
