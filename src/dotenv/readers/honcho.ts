import type { DotenvReading } from "./reading.ts";
import { shlexTokens } from "./shlex.ts";

/**
 * honcho 2.0, `honcho/environ.py`: each line as Python's `shlex` splits it, the tokens behind `=` joined without the
 * space between them. Lines end where Python's `splitlines` ends them.
 */
export function readHoncho(text: string): DotenvReading {
  const values = new Map<string, string>();
  for (const { line, number } of pythonLines(text)) {
    const tokens = shlexTokens(line);
    if (typeof tokens === "string") return { kind: "refused", message: `ValueError: ${tokens}`, line: number };
    const [key = "", separator, ...value] = tokens;
    if (separator !== "=" || value.length === 0 || !/^[A-Za-z_]/.test(key)) continue;
    values.set(key, value.join("").replaceAll("\\n", "\n").replaceAll("\\t", "\t"));
  }
  return { kind: "read", values };
}

/** `number` counts the lines as an editor does. */
function* pythonLines(text: string): Iterable<{ line: string; number: number }> {
  for (const [number, line] of text.split(/\r\n|\n|\r/).entries()) {
    for (const piece of line.split(otherLineEnds)) yield { line: piece, number };
  }
}

const separators = "\v\f\u001c\u001d\u001e\u0085\u2028\u2029";
const otherLineEnds = new RegExp(`[${separators}]`);
