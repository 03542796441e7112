import { matching, pieces, type Reading, read, refused } from "./reading.ts";

/** foreman 0.90, lib/foreman/procfile.rb. `\s` is Ruby's, and a lone carriage return is a character like any other. */
export function foreman(text: string): Reading {
  const processes = matching(pieces(text, /\r?\n/g), /^([A-Za-z0-9_-]+):[ \t\r\f\v]*([^\n]+)$/);
  return processes.length === 0 ? refused("no processes defined") : read(processes);
}

/** forego of 2025-11, procfile.go: foreman's expression in Go, whose `\s` has no vertical tab, on lines below 64 KiB. */
export function forego(text: string): Reading {
  const lines = pieces(text.replace(/\r$/, ""), /\r?\n/g);
  const long = lines.find((line) => isOver(line.text, scannerBytes));
  if (long) return refused("Reading Procfile: bufio.Scanner: token too long", long.line);
  return read(matching(lines, /^([A-Za-z0-9_-]+):[ \t\r\f]*([^\n]+)$/));
}

const scannerBytes = 65_536;

function isOver(line: string, bytes: number): boolean {
  return line.length * 3 >= bytes && Buffer.byteLength(line) >= bytes;
}
