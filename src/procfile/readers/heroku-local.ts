import { nodeForeman } from "./node-foreman.ts";
import { pieces, type Reading, refused } from "./reading.ts";

/**
 * heroku local of the CLI 11.9 to 11.10 reads twice: its own loader for the names, which takes no dash in one, then its
 * copy of node-foreman for the commands. It leaves `release` out.
 */
export function herokuLocal(text: string): Reading {
  return readTwice(text, /^\s*\w+:/);
}

/** Since https://github.com/heroku/cli/pull/3883 the first reading takes dashes. */
export function herokuLocalFixed(text: string): Reading {
  return readTwice(text, /^\s*[\w-]+:/);
}

function readTwice(text: string, name: RegExp): Reading {
  const lines = pieces(text, /\r?\n/g);
  const bad = lines.findIndex((line) => !/^\s*#/.test(line.text) && /\w/.test(line.text) && !name.test(line.text));
  const found = lines[bad];
  if (found) return refused(`line ${bad + 1} parse error: ${found.text}`, found.line);
  const second = nodeForeman(text);
  if (second.kind === "refused") return second;
  return { ...second, processes: second.processes.filter((process) => process.name !== "release") };
}
