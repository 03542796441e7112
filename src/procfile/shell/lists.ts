import { addError, operator, type Reader, type Writable } from "./reader.ts";
import type { Assignment, SimpleCommand, Word } from "./shell.ts";

/** The commands of one text or one substitution while they are read. */
export interface Lists {
  readonly reader: Reader;
  readonly openers: Opener[];
  /** How many of the openers a `)` closes. */
  parentheses: number;
  draft: Draft | undefined;
  /** What came last: a command may begin, must begin, or is at hand. */
  state: "start" | "after-operator" | "command" | "closed";
  /** Index of the first command of the list that a single `&` would put into the background. */
  from: number;
  /** Pairs of indices: those commands are in the background. */
  readonly background: (readonly [number, number])[];
}

export interface Opener {
  readonly word: string;
  /** What closes it. */
  readonly closer: string;
  readonly start: number;
  readonly end: number;
  readonly from: number;
  /** The part of a `case` before its closing parenthesis. */
  pattern: boolean;
}

interface Draft {
  readonly assignments: Assignment[];
  readonly words: Word[];
  readonly start: number;
  end: number;
  /** The head of a `for` or `case`, or a function's name: no command. */
  readonly dropped: boolean;
}

export function createLists(reader: Reader): Lists {
  return {
    reader,
    openers: [],
    parentheses: 0,
    draft: undefined,
    state: "start",
    from: reader.commands.length,
    background: [],
  };
}

/** The next word would be a program, an assignment or a reserved word. */
export function atFirstWord({ draft }: Lists): boolean {
  return !draft || (draft.words.length === 0 && !draft.dropped);
}

export function begin(lists: Lists, start: number, dropped = false): Draft {
  if (!lists.draft) {
    if (lists.state === "closed")
      addError(lists.reader, "An operator is missing before this word.", start, lists.reader.at);
    lists.draft = { assignments: [], words: [], start, end: lists.reader.at, dropped };
    lists.state = "command";
  }
  lists.draft.end = lists.reader.at;
  return lists.draft;
}

/** Ends the command at hand; `between` is what follows it. */
export function finish(lists: Lists, between: string): void {
  const { draft, reader } = lists;
  lists.draft = undefined;
  const isCommand = draft && !draft.dropped && reader.depth === 0;
  if (isCommand) {
    const { assignments, words, start, end } = draft;
    reader.commands.push({ assignments, words, background: false, operator: between, start, end });
  } else if (lists.state === "closed" && between !== "") {
    const last = reader.commands.at(-1);
    if (last && reader.depth === 0) last.operator = between;
  }
}

/** At the end of a text or a substitution: what was opened and never closed, and an operator that leads nowhere. */
export function endLists(lists: Lists): void {
  const { openers, reader } = lists;
  if (lists.state === "after-operator" && lists.draft === undefined) {
    addError(lists.reader, "A command is missing after this operator.", lastOperator(reader), reader.at);
  }
  finish(lists, "");
  const open = openers.at(-1);
  if (open)
    addError(lists.reader, `This ${open.word} is never closed: ${open.closer} is missing.`, open.start, open.end);
  markBackground(reader.commands, lists.background);
}

/** Over an operator between commands. */
export function separate(lists: Lists, between: string): void {
  const { reader } = lists;
  const start = reader.at;
  if (between === "\n") reader.at += 1;
  else operator(reader, between.length);
  if (inTest(lists) && between !== ";" && between !== "\n") return;
  const empty = !lists.draft && lists.state !== "closed";
  const endsCase = between.startsWith(";;") || between === ";&";
  const top = lists.openers.at(-1);
  if (endsCase ? top?.word !== "case" : empty && between !== "\n") {
    addError(lists.reader, `A command is missing before ${between}.`, start, reader.at);
  }
  finish(lists, between === "\n" ? ";" : between);
  if (between === "&") lists.background.push([lists.from, reader.commands.length]);
  lists.state = /^(?:&&|\|\||\||\|&)$/.test(between) ? "after-operator" : "start";
  if (lists.state === "start") lists.from = reader.commands.length;
  if (top && endsCase) top.pattern = top.word === "case";
}

export function open(lists: Lists, word: string, closer: string): void {
  const { at, commands } = lists.reader;
  if (lists.state === "closed") addError(lists.reader, `An operator is missing before ${word}.`, at, at + word.length);
  operator(lists.reader, word.length);
  lists.openers.push({ word, closer, start: at, end: at + word.length, from: lists.from, pattern: false });
  if (closer === ")") lists.parentheses += 1;
  lists.state = "start";
  lists.from = commands.length;
}

export function close(lists: Lists, word: string): void {
  const start = lists.reader.at;
  const missing = lists.state === "after-operator" && !lists.draft;
  operator(lists.reader, word.length);
  if (missing) addError(lists.reader, `A command is missing before ${word}.`, start, lists.reader.at);
  finish(lists, "");
  const top = lists.openers.at(-1);
  if (top?.closer === word) {
    lists.openers.pop();
    if (word === ")") lists.parentheses -= 1;
    lists.from = top.from;
  } else addError(lists.reader, `Nothing is open that ${word} could close.`, start, lists.reader.at);
  lists.state = "closed";
}

/** Inside bash's `[[ … ]]`, where `&&`, `<` and parentheses mean something else. */
export function inTest({ draft }: Lists): boolean {
  return draft?.words[0]?.value === "[[" && draft.words.at(-1)?.value !== "]]";
}

function lastOperator({ tokens, at }: Reader): number {
  const last = tokens.findLast(({ kind }) => kind === "operator");
  return last?.start ?? Math.max(at - 1, 0);
}

function markBackground(commands: Writable<SimpleCommand>[], pairs: Lists["background"]): void {
  const change = new Map<number, number>();
  for (const [from, to] of pairs) {
    change.set(from, (change.get(from) ?? 0) + 1);
    change.set(to, (change.get(to) ?? 0) - 1);
  }
  let depth = 0;
  if (pairs.length === 0) return;
  for (const [index, command] of commands.entries()) {
    depth += change.get(index) ?? 0;
    if (depth > 0) command.background = true;
  }
}
