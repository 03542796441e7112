import { lastOfEach, pieces, type Reading, type ReadProcess, read, refused } from "./reading.ts";

/**
 * node-foreman 3.0, lib/procfile.js, which heroku local has a copy of: any line that is not empty, not a comment from
 * its first column on and no process is a TypeError, which ends in `npm start` or "No Procfile found".
 */
export function nodeForeman(text: string): Reading {
  const processes: ReadProcess[] = [];
  for (const { text: piece, line } of pieces(text, /\n/g)) {
    if (piece === "" || piece.startsWith("#")) continue;
    const [, name, command] = entry.exec(piece) ?? [];
    if (name === undefined || command === undefined)
      return refused("Cannot read properties of null (reading '1')", line);
    if (command.trim() === "") return refused("Syntax Error in Procfile, Line %d: No Command Found", line);
    processes.push({ name, command: command.trim(), line });
  }
  return read(asProperties(processes));
}

/** With its flag `m` a process may also begin after a lone carriage return, as JavaScript has it. */
const entry = /^([A-Za-z0-9_-]+):\s*(.+)$/m;

/** Kept in an object: names that are array indexes come first, and `__proto__` is none. */
function asProperties(processes: readonly ReadProcess[]): ReadProcess[] {
  const byName = Object.fromEntries(lastOfEach(processes).map((process) => [process.name, process]));
  return Object.values(byName).filter(({ name }) => name !== "__proto__");
}
