import { possibleEnds } from "./quotes.ts";
import type { DotenvReading, DotenvWarning, Environment } from "./reading.ts";

/** python-dotenv 1.2, `parser.py`: a line that it cannot read is passed over with a warning; only `${X}` is replaced. */
export function readPythonDotenv(source: string, environment: Environment): DotenvReading {
  const text = source.replace(/\r\n?/g, "\n");
  const values = new Map<string, string>();
  const warnings: DotenvWarning[] = [];
  const bare = new Set<string>();
  const lookUp = (name: string) => {
    const own = Object.hasOwn(environment, name) ? environment[name] : undefined;
    return values.get(name) ?? (bare.has(name) ? "" : own);
  };
  for (let at = 0, line = 0, seen = 0; at < text.length; ) {
    const start = take(anySpace, text, at);
    line += countLines(text, seen, start);
    seen = start;
    if (start >= text.length) break;
    const binding = readBinding(text, start);
    if (binding.key === undefined) warnings.push({ message: "python-dotenv could not parse this statement", line });
    else if (binding.value === undefined) {
      values.delete(binding.key);
      bare.add(binding.key);
    } else {
      values.set(binding.key, expand(binding.value, lookUp));
      bare.delete(binding.key);
    }
    at = binding.end;
  }
  return { kind: "read", values, warnings };
}

interface Binding {
  /** Undefined: an error; empty: a comment. */
  readonly key: string | undefined;
  readonly value: string | undefined;
  readonly end: number;
}

/** White space as Python counts it: without U+FEFF, with the separators of ASCII and U+0085. */
const pythonSpace = String.raw`(?:[^\S\uFEFF]|[${"\u001c\u001d\u001e\u001f\u0085"}])`;
const anySpace = new RegExp(`${pythonSpace}*`, "y");
const space = new RegExp(`(?:(?![\r\n])${pythonSpace})*`, "y");
const unquotedKey = new RegExp(String.raw`(?:(?![=#]|${pythonSpace})[\s\S])+`, "y");
const oneSpace = new RegExp(`^${pythonSpace}$`);
const inlineComment = new RegExp(`${pythonSpace}#`);
const restOfLine = /[^\r\n]*/y;

/** End of what the pattern takes at `from`, which may be nothing. */
function take(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

function readBinding(text: string, from: number): Binding {
  const exported = text.startsWith("export", from) ? take(space, text, from + 6) : from;
  const start = exported > from + 6 ? exported : from;
  const key = readKey(text, start);
  if (!key) return failed(text, start);
  const equals = take(space, text, key.end);
  const value =
    text[equals] === "=" ? readValue(text, take(space, text, equals + 1)) : { text: undefined, end: equals };
  if (!value) return failed(text, equals + 1);
  const hash = take(space, text, value.end);
  const end = text[hash] === "#" ? take(restOfLine, text, hash) : hash;
  if (end < text.length && text[end] !== "\n") return failed(text, end);
  return { key: key.text, value: key.text === "" ? undefined : value.text, end: end + 1 };
}

function failed(text: string, at: number): Binding {
  return { key: undefined, value: undefined, end: take(restOfLine, text, at) + 1 };
}

interface Piece {
  readonly text: string;
  readonly end: number;
}

function readKey(text: string, at: number): Piece | undefined {
  if (text[at] === "#") return { text: "", end: at };
  if (text[at] === "'") {
    const close = text.indexOf("'", at + 1);
    return close > at + 1 ? { text: text.slice(at + 1, close), end: close + 1 } : undefined;
  }
  const end = take(unquotedKey, text, at);
  return end > at ? { text: text.slice(at, end), end } : undefined;
}

function readValue(text: string, at: number): Piece | undefined {
  const quote = text[at];
  if (quote === "'" || quote === '"') {
    const close = possibleEnds(text, at + 1, quote).at(-1);
    if (close === undefined) return undefined;
    return { text: unescapeValue(text.slice(at + 1, close), quote), end: close + 1 };
  }
  const end = take(restOfLine, text, at);
  const raw = text.slice(at, end);
  const comment = inlineComment.exec(raw);
  return { text: trimEnd(raw.slice(0, comment?.index)), end };
}

function trimEnd(value: string): string {
  let end = value.length;
  while (end > 0 && oneSpace.test(value[end - 1] ?? "")) end--;
  return value.slice(0, end);
}

const meanings: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

function unescapeValue(inside: string, quote: string): string {
  const escapes = quote === "'" ? /\\([\\'])/g : /\\([\\'"abfnrtv])/g;
  return inside.replace(escapes, (_, character: string) => meanings[character] ?? character);
}

/** `${X}` and `${X:-otherwise}`; a name that holds neither `:` nor `}`. */
function expand(value: string, lookUp: (name: string) => string | undefined): string {
  let result = "";
  let done = 0;
  let colon = -1;
  for (let at = value.indexOf("${"); at !== -1; at = value.indexOf("${", Math.max(done, at + 2))) {
    const close = value.indexOf("}", at);
    if (close === -1) break;
    if (colon < at + 2) colon = indexOrEnd(value, ":", at + 2);
    if (colon < close && value[colon + 1] !== "-") continue;
    const name = value.slice(at + 2, Math.min(colon, close));
    const otherwise = colon < close ? value.slice(colon + 2, close) : "";
    result += value.slice(done, at) + (lookUp(name) ?? otherwise);
    done = close + 1;
  }
  return result + value.slice(done);
}

function indexOrEnd(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from);
  return index === -1 ? text.length : index;
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
