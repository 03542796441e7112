import { atFirstWord, begin, createLists, endLists, type Lists, separate } from "./lists.ts";
import { readSubstitution } from "./read-dollar.ts";
import { readWord } from "./read-word.ts";
import { addError, ahead, type Closer, colour, createReader, operator, type Reader, skipBlanks } from "./reader.ts";
import { readParenthesis, readReserved } from "./reserved.ts";
import type { ShellText } from "./shell.ts";

const comment = /#[^\n]*/y;
const listOperator = /&&|\|\||;;&|;;|;&|\|&|[;&|\n]/y;
const mayRedirect = /[0-9<>&]/;
const mayEnd = /[;&|\n]/;
const redirection = /[0-9]*(?:<<<|<<-?|<>|>>|>\||>&|<&|<(?!\()|>(?!\())|&>>?/y;
const assignment = /[A-Za-z_][A-Za-z0-9_]*\+?=/y;

/**
 * Reads a Procfile's command as the shell would (POSIX, and what bash adds, which is what a dyno has): in linear time, and
 * without ever throwing. Commands inside a substitution count with their variables and colours only.
 */
export function parseShell(command: string): ShellText {
  const reader = createReader(command, readLists);
  readLists(reader, "");
  const { commands, variables, tokens, errors } = reader;
  return { commands, variables, tokens, errors };
}

function readLists(reader: Reader, closer: Closer): void {
  const lists = createLists(reader);
  for (;;) {
    skipBlanks(reader);
    if (reader.at >= reader.text.length || atCloser(lists, closer)) break;
    readNext(lists);
  }
  endLists(lists);
}

function atCloser({ reader, openers, parentheses }: Lists, closer: Closer): boolean {
  const char = reader.text[reader.at];
  if (char === "`" && reader.inBackticks) return true;
  return char === ")" && closer === ")" && parentheses === 0 && !openers.at(-1)?.pattern;
}

function readNext(lists: Lists): void {
  const { reader } = lists;
  const { at, text } = reader;
  const char = text[at] ?? "";
  const remark = char === "#" ? ahead(reader, comment) : undefined;
  if (remark !== undefined) {
    reader.at += remark.length;
    colour(reader, "comment", at);
    return;
  }
  if (atFirstWord(lists) && lists.openers.at(-1)?.pattern && !/[\n;]/.test(char) && readReserved(lists)) return;
  const arrow = mayRedirect.test(char) ? ahead(reader, redirection) : undefined;
  const between = mayEnd.test(char) ? ahead(reader, listOperator) : undefined;
  if (arrow !== undefined) readRedirection(lists, arrow);
  else if (char === "<" || char === ">") readProcessSubstitution(lists);
  else if (char === "(" || char === ")") readParenthesis(lists);
  else if (between !== undefined) separate(lists, between);
  else if (!(atFirstWord(lists) && readReserved(lists))) readCommandWord(lists);
}

function readCommandWord(lists: Lists): void {
  const { reader } = lists;
  const { at, text } = reader;
  const first = atFirstWord(lists);
  const key = first ? ahead(reader, assignment) : undefined;
  if (key !== undefined) {
    readAssignment(lists, key);
    return;
  }
  const word = readWord(reader, first ? "program" : text[at] === "-" ? "option" : undefined);
  begin(lists, at).words.push(word);
}

function readAssignment(lists: Lists, key: string): void {
  const { reader } = lists;
  const start = reader.at;
  reader.at += key.length;
  colour(reader, "assignment", start);
  // bash's array; no Procfile has one, but it is no mistake either.
  if (reader.text[reader.at] === "(") skipArray(reader);
  const value = readWord(reader, undefined);
  begin(lists, start).assignments.push({ name: key.replace(/\+?=$/, ""), value, start, end: reader.at });
}

function skipArray(reader: Reader): void {
  const close = reader.text.indexOf(")", reader.at);
  reader.at = close === -1 ? reader.text.length : close + 1;
}

function readProcessSubstitution(lists: Lists): void {
  const { reader } = lists;
  const start = reader.at;
  readSubstitution(reader);
  const raw = reader.text.slice(start, reader.at);
  begin(lists, start).words.push({ raw, value: raw, dynamic: true, start, end: reader.at });
}

function readRedirection(lists: Lists, arrow: string): void {
  const { reader } = lists;
  const start = reader.at;
  // After a group it is the group's, and no command begins.
  const ofGroup = !lists.draft && lists.state === "closed";
  operator(reader, arrow.length);
  const arrowEnd = reader.at;
  if (!ofGroup) begin(lists, start);
  skipBlanks(reader);
  if (/^[<>]\(/.test(reader.text.slice(reader.at, reader.at + 2))) readSubstitution(reader);
  else if (readWord(reader, "string").raw === "") {
    addError(reader, `A file is missing after ${arrow}.`, start, arrowEnd);
  } else if (/^[0-9]*<<-?$/.test(arrow)) {
    const message = "A command is one line, so the text of this here-document is missing.";
    addError(reader, message, start, reader.at);
  }
  if (!ofGroup) begin(lists, start);
}
