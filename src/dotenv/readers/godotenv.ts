import { possibleEnds, skip } from "./quotes.ts";
import type { DotenvReading, Environment } from "./reading.ts";

/**
 * godotenv 1.5.1, `parser.go`, which goreman and process-compose use and overmind in a copy: one bad line fails the whole
 * file; `$X` is replaced except in single quotes.
 */
export function readGodotenv(source: string, environment: Environment): DotenvReading {
  const text = source.replaceAll("---\n", "\n").replaceAll("\r\n", "\n");
  const values = new Map<string, string>();
  const lookUp = (name: string) =>
    values.get(name) ?? (Object.hasOwn(environment, name) ? environment[name] : "") ?? "";
  for (let at = statementStart(text, 0); at < text.length; ) {
    const key = readKey(text, at);
    const value = typeof key === "string" ? key : readValue(text, key.end, lookUp);
    if (typeof key === "string" || typeof value === "string") {
      return { kind: "refused", message: String(value), line: text.slice(0, at).split("\n").length - 1 };
    }
    values.set(key.text, value.text);
    at = statementStart(text, value.end);
  }
  return { kind: "read", values };
}

interface Piece {
  readonly text: string;
  readonly end: number;
}

const anySpace = /[^\S\uFEFF]|\u0085/y;
const space = /[\t\v\f\r \u0085\u00A0]/y;

function statementStart(text: string, from: number): number {
  let at = skip(anySpace, text, from);
  while (text[at] === "#") {
    const end = text.indexOf("\n", at);
    at = end === -1 ? text.length : skip(anySpace, text, end);
  }
  return at;
}

/** A key is checked byte by byte, each taken for a character of Latin-1. */
function readKey(text: string, from: number): Piece | string {
  const exported = text.startsWith("export", from) ? skip(space, text, from + 6) : from + 6;
  const start = exported > from + 6 ? exported : from;
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "=" || character === ":") {
      return { text: text.slice(start, at).trimEnd(), end: skip(space, text, at + 1) };
    }
    if (![...new TextEncoder().encode(character)].every(isKeyByte)) {
      return `unexpected character ${JSON.stringify(character)} in variable name`;
    }
  }
  return { text: "", end: start };
}

function isKeyByte(byte: number): boolean {
  return /[\t\v\f\r \u0085\u00A0\p{L}\p{N}._]/u.test(String.fromCharCode(byte));
}

type LookUp = (name: string) => string;

function readValue(text: string, from: number, lookUp: LookUp): Piece | string {
  const quote = text[from];
  if (quote !== "'" && quote !== '"') return readPlain(text, from, lookUp);
  const ends = possibleEnds(text, from + 1, quote);
  const end = ends.find((at) => text[at - 1] !== "\\");
  if (end === undefined) return "unterminated quoted value";
  const inside = withoutQuotes(text.slice(from, end), quote);
  return { text: quote === '"' ? expand(unescapeValue(inside), lookUp) : inside, end: end + 1 };
}

function readPlain(text: string, from: number, lookUp: LookUp): Piece {
  const next = /[\r\n]/g;
  next.lastIndex = from;
  const end = next.exec(text)?.index ?? text.length;
  const line = text.slice(from, end);
  const comment = /[\t\v\f\r \u0085\u00A0]#/.exec(line);
  return { text: expand(trim(line.slice(0, comment ? comment.index + 1 : undefined)), lookUp), end };
}

function trim(value: string): string {
  let end = value.length;
  while (end > 0 && /[\t\v\f\r \u0085\u00A0]/.test(value[end - 1] ?? "")) end--;
  return value.slice(skip(space, value, 0), end);
}

function withoutQuotes(value: string, quote: string): string {
  let [start, end] = [0, value.length];
  while (end > start && value[end - 1] === quote) end--;
  while (start < end && value[start] === quote) start++;
  return value.slice(start, end);
}

function unescapeValue(inside: string): string {
  const meanings: Readonly<Record<string, string>> = { "\\n": "\n", "\\r": "\r" };
  return inside.replace(/\\[^\n]/gu, (whole) => meanings[whole] ?? whole).replace(/\\([^$])/gu, "$1");
}

function expand(value: string, lookUp: LookUp): string {
  return value.replace(/(\\)?\$\(?\{?([A-Z0-9_]+)?\}?/g, (whole, escaped, name) => {
    if (escaped) return whole.slice(1);
    return name ? lookUp(name) : whole;
  });
}
