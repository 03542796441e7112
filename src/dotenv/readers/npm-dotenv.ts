import { possibleEnds } from "./quotes.ts";
import type { DotenvReading } from "./reading.ts";

/**
 * npm's dotenv 16 to 18, `lib/main.js`: `export`, `KEY: value`, three kinds of quotes over several lines. White space
 * round the separator may hold line ends, so a quoted value may stand on the line below its key.
 */
export function readNpmDotenv(source: string): DotenvReading {
  const text = source.replace(/\r\n?/g, "\n");
  const values = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    head.lastIndex = at;
    const match = head.exec(text);
    if (match) {
      const { raw, end } = valueAt(text, head.lastIndex);
      values.set(match[1] ?? "", meaning(raw));
      at = end;
    }
    at = nextLine(text, at);
  }
  return { kind: "read", values };
}

/** The key and its separator, from the start of a line. */
const head = /[^\S\n\u2028\u2029]*(?:export\s+)?([\w.-]+)(?:\s*=|:\s)/y;

function nextLine(text: string, from: number): number {
  lineEnd.lastIndex = from;
  return lineEnd.test(text) ? lineEnd.lastIndex : text.length;
}

const lineEnd = /[\n\u2028\u2029]/g;

function valueAt(text: string, from: number): { raw: string; end: number } {
  space.lastIndex = from;
  space.test(text);
  const start = space.lastIndex;
  const quote = text[start] ?? "";
  if (quote === "'" || quote === '"' || quote === "`") {
    const end = possibleEnds(text, start + 1, quote).findLast((close) => endsThere(text, close + 1));
    if (end !== undefined) return { raw: text.slice(start, end + 1), end: end + 1 };
  }
  plain.lastIndex = from;
  plain.test(text);
  return { raw: text.slice(from, plain.lastIndex).trim(), end: plain.lastIndex };
}

const space = /\s*/y;
const plain = /[^#\r\n]*/y;

function endsThere(text: string, from: number): boolean {
  rest.lastIndex = from;
  return rest.test(text);
}

const rest = /[^\S\n\u2028\u2029]*(?:#|[\n\u2028\u2029]|$)/y;

function meaning(raw: string): string {
  const quote = raw[0] ?? "";
  const quoted = raw.length > 1 && "'\"`".includes(quote) && raw.endsWith(quote);
  const value = quoted ? raw.slice(1, -1) : raw;
  return quote === '"' ? value.replaceAll("\\n", "\n").replaceAll("\\r", "\r") : value;
}
