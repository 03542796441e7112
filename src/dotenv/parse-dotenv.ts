import type { Position, Range } from "../language/text.ts";
import type { DotenvDocument, DotenvEntry, DotenvItem, DotenvValue } from "./syntax.ts";
import { unescapeDouble } from "./unescape.ts";

/**
 * Reads any text; never throws, and takes time in proportion to its length. Every line belongs to exactly one item, the
 * empty one after the last line end too. A byte order mark belongs to the first item.
 */
export function parseDotenv(text: string): DotenvDocument {
  const lines = linesOf(text);
  const items: DotenvItem[] = [];
  let line = 0;
  while (line < lines.length) {
    const item = readItem({ text, lines, line });
    items.push(item);
    line = item.range.end.line + 1;
  }
  return { items };
}

/** Whether Heroku takes it as the name of a config var, and foreman as a key: letters, digits and `_`. */
export function isConfigVarName(key: string): boolean {
  return /^[A-Za-z0-9_]+$/.test(key);
}

/** What the dialect *workbench* makes of the document. The last of two entries with one key wins. */
export function valuesOf(document: DotenvDocument): Map<string, string> {
  const values = new Map<string, string>();
  for (const item of document.items) {
    if (item.kind === "entry" && isConfigVarName(item.key.text)) values.set(item.key.text, item.value.text);
  }
  return values;
}

interface Line {
  readonly start: number;
  /** Without the line end. */
  readonly end: number;
}

interface Cursor {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly line: number;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const pattern = /\r\n|\n|\r/g;
  let start = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    lines.push({ start, end: match.index });
    start = pattern.lastIndex;
  }
  lines.push({ start, end: text.length });
  return lines;
}

const blank = String.raw`[^\S\r\n]`;
const head = new RegExp(
  String.raw`${blank}*(?:(export)${blank}+)?([^\s=:"'\x60#{}[\](),;$<>|&\\]+)(?:${blank}*(=)|(:)(?=\s|$))`,
  "dy",
);
const nothing = new RegExp(`${blank}*(?=[\r\n]|$)`, "y");
const hash = new RegExp(`${blank}*#`, "y");

function readItem(cursor: Cursor): DotenvItem {
  const { text } = cursor;
  const { start, end } = lineOf(cursor);
  const range = rangeOf(cursor, start, end);
  if (matchesAt(nothing, text, start)) return { kind: "blank", range };
  if (matchesAt(hash, text, start)) return { kind: "comment", range };
  head.lastIndex = start;
  const match = head.exec(text);
  return match ? readEntry(cursor, match) : { kind: "other", range };
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function readEntry(cursor: Cursor, match: RegExpExecArray): DotenvEntry {
  const place = (group: number) => match.indices?.[group];
  const range = (span: [number, number] | undefined) => (span ? rangeOf(cursor, span[0], span[1]) : undefined);
  const key = place(2) ?? [match.index, match.index];
  const separator = place(3) ?? place(4) ?? key;
  const { value, comment, end } = readValue(cursor, separator[1]);
  return {
    kind: "entry",
    range: { start: positionAt(cursor, lineOf(cursor).start), end: positionAt(cursor, end) },
    exported: range(place(1)),
    key: { text: match[2] ?? "", range: rangeOf(cursor, key[0], key[1]) },
    separator: { text: match[4] ? ":" : "=", range: rangeOf(cursor, separator[0], separator[1]) },
    value,
    comment,
  };
}

interface ReadValue {
  readonly value: DotenvValue;
  readonly comment: Range | undefined;
  /** Where the entry ends, the end of a line. */
  readonly end: number;
}

function readValue(cursor: Cursor, from: number): ReadValue {
  const { text } = cursor;
  const { end } = lineOf(cursor);
  const start = skipBlanks(text, from, end);
  if (start === end) return { value: plainValue(cursor, from, from), comment: undefined, end };
  const quote = quoteAt(text, start);
  return (quote && readQuoted(cursor, start, quote)) ?? readPlain(cursor, { from, start, quote });
}

/** Undefined when the quote has no end, or something other than a comment follows it. */
function readQuoted(cursor: Cursor, start: number, quote: Quote): ReadValue | undefined {
  const { text } = cursor;
  const close = closingQuote(text, start + 1, quote);
  if (close === -1) return undefined;
  const last = lineAt(cursor, close);
  const end = cursor.lines[last]?.end ?? text.length;
  const rest = skipBlanks(text, close + 1, end);
  if (rest < end && text[rest] !== "#") return undefined;
  const raw = text.slice(start, close + 1);
  const inside = raw.slice(1, -1);
  return {
    value: {
      range: rangeOf(cursor, start, close + 1),
      raw,
      quote,
      closed: true,
      text: quote === '"' ? unescapeDouble(inside) : inside,
    },
    comment: rest < end ? rangeOf(cursor, rest, end) : undefined,
    end,
  };
}

function readPlain(cursor: Cursor, { from, start, quote }: PlainStart): ReadValue {
  const { text } = cursor;
  const { end } = lineOf(cursor);
  const open = quote !== undefined && closingQuote(text.slice(0, end), start + 1, quote) === -1;
  const comment = open ? -1 : commentStart(text, start, end);
  const stop = trimEnd(text, start, comment === -1 ? end : comment);
  const value = plainValue(cursor, stop === start ? from : start, stop === start ? from : stop);
  return {
    value: open ? { ...value, quote, closed: false } : value,
    comment: comment === -1 ? undefined : rangeOf(cursor, comment, end),
    end,
  };
}

interface PlainStart {
  /** The end of the separator. */
  readonly from: number;
  readonly start: number;
  readonly quote: Quote | undefined;
}

function plainValue(cursor: Cursor, start: number, end: number): DotenvValue {
  const raw = cursor.text.slice(start, end);
  return { range: rangeOf(cursor, start, end), raw, quote: undefined, closed: true, text: raw };
}

type Quote = "'" | '"' | "`";

function quoteAt(text: string, at: number): Quote | undefined {
  const character = text[at];
  return character === "'" || character === '"' || character === "`" ? character : undefined;
}

/** Only in double quotes a backslash hides the character after it. */
function closingQuote(text: string, from: number, quote: Quote): number {
  if (quote !== '"') return text.indexOf(quote, from);
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

/** A `#` after white space; that right after the separator is a value's first character. */
function commentStart(text: string, from: number, end: number): number {
  for (let at = text.indexOf("#", from); at !== -1 && at < end; at = text.indexOf("#", at + 1)) {
    if (isBlank(text, at - 1)) return at;
  }
  return -1;
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text, at)) at++;
  return at;
}

function trimEnd(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && isBlank(text, at - 1)) at--;
  return at;
}

function isBlank(text: string, at: number): boolean {
  return /\s/.test(text[at] ?? "");
}

function lineOf({ lines, line, text }: Cursor): Line {
  return lines[line] ?? { start: text.length, end: text.length };
}

/** The line that holds the offset, from the cursor's downward. */
function lineAt({ lines, line }: Cursor, offset: number): number {
  let at = line;
  while (at + 1 < lines.length && (lines[at + 1]?.start ?? 0) <= offset) at++;
  return at;
}

function positionAt(cursor: Cursor, offset: number): Position {
  const line = lineAt(cursor, offset);
  return { line, character: offset - (cursor.lines[line]?.start ?? 0) };
}

function rangeOf(cursor: Cursor, start: number, end: number): Range {
  return { start: positionAt(cursor, start), end: positionAt(cursor, end) };
}
