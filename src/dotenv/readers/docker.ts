import type { DotenvReading, Environment } from "./reading.ts";

/**
 * docker's `--env-file`, `opts/file.go`: values as they stand, quotes, comments and spaces too. A bare `KEY` takes the
 * value of docker's own environment, and is left out when that has none.
 */
export function readDocker(text: string, environment: Environment): DotenvReading {
  const values = new Map<string, string>();
  for (const [number, whole] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    const line = trimStart(whole.replace(/\r$/, ""));
    if (line === "" || line.startsWith("#")) continue;
    const equals = line.indexOf("=");
    const key = equals === -1 ? line : line.slice(0, equals);
    if (/[ \t]/.test(key)) return { kind: "refused", message: "a variable's name contains white space", line: number };
    if (key === "") return { kind: "refused", message: "a line has no variable name", line: number };
    const value = equals === -1 ? environmentValue(environment, key) : line.slice(equals + 1);
    if (value !== undefined) values.set(key, value);
  }
  return { kind: "read", values };
}

function environmentValue(environment: Environment, key: string): string | undefined {
  return Object.hasOwn(environment, key) ? environment[key] : undefined;
}

/** White space as Go counts it: without U+FEFF, with U+0085. */
function trimStart(line: string): string {
  return line.slice(/^(?:[^\S\uFEFF]|\u0085)*/.exec(line)?.[0].length ?? 0);
}
