import { atFirstWord, begin, close, finish, type Lists, open } from "./lists.ts";
import { readWord } from "./read-word.ts";
import { addError, ahead, operator, skipBlanks } from "./reader.ts";

const plainWord = /[^ \t\r\n;&|()<>"'`$\\]+/y;
const end = /[ \t\r\n;&|()<>]|$/y;
const functionParentheses = /\([ \t]*\)/y;
const sum = /\(\(/y;

const openers: Readonly<Record<string, string>> = {
  if: "fi",
  while: "done",
  until: "done",
  for: "done",
  select: "done",
  case: "esac",
  "{": "}",
};
const closers = new Set(["fi", "done", "esac", "}"]);
const prefixes = new Set(["then", "elif", "else", "do", "!", "time"]);
/** Most commands begin with another one, and need no closer look. */
const firstLetters = new Set([...Object.keys(openers), ...closers, ...prefixes].map((word) => word.charAt(0)));

/** Reads a word that the shell keeps for itself where a command begins; false when there is none. */
export function readReserved(lists: Lists): boolean {
  const { reader } = lists;
  const top = lists.openers.at(-1);
  if (!top?.pattern && !firstLetters.has(reader.text[reader.at] ?? "")) return false;
  const word = wholeWord(lists);
  if (top?.pattern && word !== "esac") {
    readPattern(lists, top);
    return true;
  }
  if (word === undefined || (lists.draft?.assignments.length ?? 0) > 0) return false;
  const closer = Object.hasOwn(openers, word) ? openers[word] : undefined;
  if (closer !== undefined) {
    open(lists, word, closer);
    if (/^(?:for|select|case)$/.test(word)) readHead(lists, word);
  } else if (closers.has(word)) close(lists, word);
  else if (prefixes.has(word)) {
    operator(reader, word.length);
    lists.state = "start";
  } else return false;
  return true;
}

/** The parenthesis at the cursor: of a subshell, a function or a sum. */
export function readParenthesis(lists: Lists): void {
  const { reader } = lists;
  const { at, text } = reader;
  const call = ahead(reader, functionParentheses);
  if (lists.draft?.words[0]?.value === "[[") operator(reader, 1);
  else if (text[at] === ")") close(lists, ")");
  else if (call !== undefined && lists.draft?.words.length === 1) {
    operator(reader, call.length);
    lists.draft = undefined;
    lists.state = "start";
  } else if (!atFirstWord(lists) || lists.draft) {
    operator(reader, 1);
    addError(reader, "The shell takes no parenthesis here; quote it.", at, reader.at);
    lists.openers.push({ word: "(", closer: ")", start: at, end: at + 1, from: lists.from, pattern: false });
    lists.parentheses += 1;
    finish(lists, "");
    lists.state = "start";
  } else if (ahead(reader, sum) !== undefined) readSum(lists);
  else open(lists, "(", ")");
}

function wholeWord({ reader }: Lists): string | undefined {
  const word = ahead(reader, plainWord);
  if (word === undefined || word.length > 6) return undefined;
  end.lastIndex = reader.at + word.length;
  const stops = end.test(reader.text) || (reader.inBackticks && reader.text[reader.at + word.length] === "`");
  return stops ? word : undefined;
}

/** `for NAME in a b c` and `case WORD in`. */
function readHead(lists: Lists, word: string): void {
  const { reader } = lists;
  skipBlanks(reader);
  const start = reader.at;
  if (ahead(reader, sum) !== undefined) {
    readSum(lists);
    return;
  }
  const subject = readWord(reader, word === "case" ? undefined : "assignment");
  skipBlanks(reader);
  if (wholeWord(lists) === "in") operator(reader, 2);
  if (word === "case") {
    const top = lists.openers.at(-1);
    if (top) top.pattern = true;
  } else begin(lists, start, true).words.push(subject);
}

/** A pattern of a `case` with its parenthesis. */
function readPattern(lists: Lists, top: { pattern: boolean }): void {
  const { reader } = lists;
  top.pattern = false;
  if (reader.text[reader.at] === "(") operator(reader, 1);
  for (;;) {
    skipBlanks(reader);
    const char = reader.text[reader.at];
    if (char === "|") operator(reader, 1);
    else {
      const from = reader.at;
      readWord(reader, "string");
      if (reader.at === from) break;
    }
  }
  if (reader.text[reader.at] === ")") operator(reader, 1);
  lists.state = "start";
}

/** `((…))`: no command in there. */
function readSum(lists: Lists): void {
  const { reader } = lists;
  const start = reader.at;
  const close = reader.text.indexOf("))", start);
  operator(reader, close === -1 ? reader.text.length - start : close + 2 - start);
  if (close === -1) addError(reader, "The parentheses that open here are never closed.", start, start + 2);
  lists.state = "closed";
}
