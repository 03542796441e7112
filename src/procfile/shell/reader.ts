import type { ShellError, ShellToken, ShellVariable, SimpleCommand } from "./shell.ts";

/** A walk over a command, from left to right and never back, and what it has met so far. */
export interface Reader {
  readonly text: string;
  at: number;
  /** How many substitutions are open around the cursor. */
  depth: number;
  /** A backtick ends the word at hand instead of beginning a substitution. */
  inBackticks: boolean;
  readonly commands: Writable<SimpleCommand>[];
  readonly variables: Writable<ShellVariable>[];
  readonly tokens: Writable<ShellToken>[];
  readonly errors: ShellError[];
  /** Reads the commands of a substitution up to `closer`, which it leaves where it is. */
  readonly readNested: (reader: Reader, closer: Closer) => void;
}

export type Closer = "" | ")" | "`";
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
export type TokenKind = ShellToken["kind"];

/** Deeper than any person nests, and far from the end of the stack. */
const deepest = 40;

export function createReader(text: string, readNested: Reader["readNested"]): Reader {
  const lists = { commands: [], variables: [], tokens: [], errors: [] };
  return { text, at: 0, depth: 0, inBackticks: false, ...lists, readNested };
}

/** What a sticky expression matches at the cursor, which stays. */
export function ahead(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  return pattern.test(reader.text) ? reader.text.slice(reader.at, pattern.lastIndex) : undefined;
}

/** Moves over white space inside a line. */
export function skipBlanks(reader: Reader): void {
  const { text } = reader;
  let { at } = reader;
  for (let char = text[at]; char === " " || char === "\t" || char === "\r"; char = text[at]) at += 1;
  reader.at = at;
}

/** Colours from `start` to the cursor; pieces that touch become one. */
export function colour(reader: Reader, kind: TokenKind | undefined, start: number): void {
  const end = reader.at;
  if (kind === undefined || start === end) return;
  const last = reader.tokens.at(-1);
  if (last && last.end === start && last.kind === kind && kind !== "operator" && kind !== "variable") last.end = end;
  else reader.tokens.push({ kind, start, end });
}

/** Moves over `length` characters that are an operator. */
export function operator(reader: Reader, length: number): void {
  const start = reader.at;
  reader.at = Math.min(start + length, reader.text.length);
  colour(reader, "operator", start);
}

/** One mistake makes others look like mistakes: after some, nobody reads on. */
export function addError({ errors }: Reader, message: string, start: number, end: number): void {
  if (errors.length < 20) errors.push({ message, start, end: Math.max(end, start + 1) });
}

/** Only the innermost of several things without an end is worth a word: it swallowed the end of the others. */
export function unended(reader: Reader, message: string, start: number): void {
  if (reader.errors.some(({ end }) => end === reader.text.length)) return;
  reader.errors.push({ message, start, end: reader.text.length });
}

/** Opens a substitution; false, and everything is read over, when it is nested beyond reason. */
export function enter(reader: Reader, start: number): boolean {
  reader.depth += 1;
  if (reader.depth <= deepest) return true;
  const from = reader.at;
  reader.at = reader.text.length;
  colour(reader, "string", from);
  unended(reader, "Substitutions are nested too deeply here.", start);
  return false;
}

/** Closes what `enter` opened, at `closer`. */
export function leave(reader: Reader, closer: string, start: number, message: string): void {
  reader.depth -= 1;
  if (reader.text.startsWith(closer, reader.at)) operator(reader, closer.length);
  else if (reader.at >= reader.text.length) unended(reader, message, start);
}
