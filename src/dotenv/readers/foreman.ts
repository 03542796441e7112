import type { DotenvReading } from "./reading.ts";

/** foreman 0.90, `lib/foreman/env.rb`: one line, one entry; other lines are passed over. */
export function readForeman(text: string): DotenvReading {
  const values = new Map<string, string>();
  for (const line of text.replaceAll("\r\n", "\n").split("\n")) {
    const [, key, value = ""] = /^([A-Za-z_0-9]+)=([\s\S]*)$/.exec(line) ?? [];
    if (key !== undefined) values.set(key, meaning(value));
  }
  return { kind: "read", values };
}

function meaning(value: string): string {
  if (/^'[\s\S]*'$/.test(value) && value.length > 1) return value.slice(1, -1);
  if (/^"[\s\S]*"$/.test(value) && value.length > 1) return withoutBackslashes(value.slice(1, -1));
  return value;
}

/** First `\n`, then every other backslash: so `\\n` becomes a backslash and a newline. */
function withoutBackslashes(inside: string): string {
  return inside.replaceAll("\\n", "\n").replace(/\\([^\n])/g, "$1");
}
