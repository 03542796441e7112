import { readBackticks, readDollar, readDoubleQuotes } from "./read-dollar.ts";
import { ahead, colour, type Reader, type TokenKind, unended } from "./reader.ts";
import type { Word } from "./shell.ts";

const mayGoOn = /["'`$\\]/;
const plain = /[^ \t\r\n;&|()<>"'`$\\]+/y;

/** The word at the cursor, which is not at white space or an operator; its plain pieces get the colour `kind`. */
export function readWord(reader: Reader, kind: TokenKind | undefined): Word {
  const start = reader.at;
  const letters = ahead(reader, plain);
  if (letters !== undefined && !mayGoOn.test(reader.text[start + letters.length] ?? "")) {
    reader.at += letters.length;
    colour(reader, kind, start);
    return { raw: letters, value: letters, dynamic: false, start, end: reader.at };
  }
  return readPieces(reader, kind, start);
}

/** A word with more than plain letters. */
function readPieces(reader: Reader, kind: TokenKind | undefined, start: number): Word {
  const word = { pieces: [] as string[], dynamic: false };
  while (reader.at < reader.text.length) {
    const from = reader.at;
    readPiece(reader, kind, word);
    if (reader.at === from) break;
  }
  const { at: end, text } = reader;
  return { raw: text.slice(start, end), value: word.pieces.join(""), dynamic: word.dynamic, start, end };
}

interface Draft {
  readonly pieces: string[];
  dynamic: boolean;
}

function readPiece(reader: Reader, kind: TokenKind | undefined, word: Draft): void {
  const { text, at } = reader;
  const letters = ahead(reader, plain);
  if (letters !== undefined) {
    reader.at += letters.length;
    word.pieces.push(letters);
    colour(reader, kind, at);
    return;
  }
  const char = text[at];
  if (char === "'") word.pieces.push(readSingleQuotes(reader));
  else if (char === '"') readQuoted(reader, word);
  else if (char === "\\") readBackslash(reader, kind, word);
  else if (char === "$") readExpansion(reader, word);
  else if (char === "`" && !reader.inBackticks) {
    readBackticks(reader);
    addDynamic(reader, word, at);
  }
}

function readQuoted(reader: Reader, word: Draft): void {
  const { value, dynamic } = readDoubleQuotes(reader);
  word.pieces.push(value);
  if (dynamic) word.dynamic = true;
}

function readBackslash(reader: Reader, kind: TokenKind | undefined, word: Draft): void {
  const { text, at } = reader;
  // At its end nothing follows that it could escape: the shell keeps it.
  word.pieces.push(at + 1 < text.length ? text.slice(at + 1, at + 2) : "\\");
  reader.at = Math.min(at + 2, text.length);
  colour(reader, kind, at);
}

function readExpansion(reader: Reader, word: Draft): void {
  const { text, at } = reader;
  if (text[at + 1] === "'") {
    word.pieces.push(readDollarQuotes(reader));
    return;
  }
  if (text[at + 1] === '"') {
    reader.at += 1;
    readQuoted(reader, word);
    return;
  }
  readDollar(reader);
  if (reader.at === at + 1) word.pieces.push("$");
  else addDynamic(reader, word, at);
}

function addDynamic(reader: Reader, word: Draft, start: number): void {
  word.pieces.push(reader.text.slice(start, reader.at));
  word.dynamic = true;
}

function readSingleQuotes(reader: Reader): string {
  const { text, at } = reader;
  const close = text.indexOf("'", at + 1);
  reader.at = close === -1 ? text.length : close + 1;
  if (close === -1) unended(reader, "The single quote that begins here has no end.", at);
  colour(reader, "string", at);
  return text.slice(at + 1, close === -1 ? text.length : close);
}

function readDollarQuotes(reader: Reader): string {
  const start = reader.at;
  reader.at += 2;
  const inside = readWhileEscaped(reader);
  if (reader.text[reader.at] === "'") reader.at += 1;
  else unended(reader, "The single quote that begins here has no end.", start);
  colour(reader, "string", start);
  return inside;
}

function readWhileEscaped(reader: Reader): string {
  const from = reader.at;
  while (reader.at < reader.text.length && reader.text[reader.at] !== "'") {
    reader.at += reader.text[reader.at] === "\\" ? 2 : 1;
  }
  reader.at = Math.min(reader.at, reader.text.length);
  return reader.text.slice(from, reader.at);
}
