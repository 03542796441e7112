import type { Fix, Problem } from "../../language/problem.ts";
import { inLine } from "../../language/text.ts";
import { byteOrderMark, type ProcfileDocument, type ProcfileLine } from "../syntax.ts";
import { invisibleCharacter } from "./characters.ts";
import { fix, found, shifted } from "./found.ts";

/** What concerns the file as a whole: marks, line ends, emptiness. */
export function checkWholeFile({ lines }: ProcfileDocument): Problem[] {
  return [...checkMarks(lines), ...checkCarriageReturns(lines), ...checkCrlf(lines), ...checkEmptiness(lines)];
}

function checkMarks(lines: readonly ProcfileLine[]): Problem[] {
  return lines.flatMap(({ text }, index) => {
    if (!text.startsWith(byteOrderMark)) return [];
    if (index > 0) return [shifted(invisibleCharacter({ character: byteOrderMark, index: 0 }), index)];
    const range = inLine(0, 0, 1);
    const message =
      "foreman, honcho, overmind and forego do not see the first line behind a byte order mark, heroku local and Heroku (Fir) refuse the file.";
    const fixes = [fix("Remove the byte order mark", range, "", { safe: true })];
    return [found("byte-order-mark", range, message, { fixes })];
  });
}

function checkCarriageReturns(lines: readonly ProcfileLine[]): Problem[] {
  const index = lines.findIndex(({ end }) => end === "\r");
  const line = lines[index];
  if (!line) return [];
  const message =
    "foreman, overmind, forego and goreman do not end a line at a carriage return without a line feed: they read on in the same command.";
  const range = inLine(index, 0, line.text.length);
  return [found("carriage-return-line-ends", range, message, { fixes: [toLineFeeds(lines)] })];
}

function toLineFeeds(lines: readonly ProcfileLine[]): Fix {
  const edits = lines.flatMap(({ text, end }, line) => {
    const start = { line, character: text.length };
    return end === "\r" ? [{ range: { start, end: { line: line + 1, character: 0 } }, text: "\n" }] : [];
  });
  return { title: "End every line with a line feed", edits, safe: true };
}

/** Node-foreman, and so heroku local, cuts at line feeds: an empty line is then a carriage return, and no entry. */
function checkCrlf(lines: readonly ProcfileLine[]): Problem[] {
  const index = lines.findIndex(({ text, end }) => text === "" && end === "\r\n");
  if (index === -1) return [];
  const message =
    "heroku local does not read a file with CRLF line ends and an empty line: it reports that there is no Procfile, or runs npm start. Save it with LF.";
  return [found("empty-line-with-crlf", inLine(index, 0, 0), message, { fixes: [withoutEmptyLines(lines)] })];
}

function withoutEmptyLines(lines: readonly ProcfileLine[]): Fix {
  const edits = lines.flatMap(({ text, end }, line) => {
    const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    return text === "" && end === "\r\n" ? [{ range, text: "" }] : [];
  });
  return { title: "Remove the empty lines", edits, safe: false };
}

/** A file with another line has a problem that says more. */
function checkEmptiness(lines: readonly ProcfileLine[]): Problem[] {
  if (lines.some(({ kind }) => kind === "process" || kind === "other")) return [];
  const message =
    "This file defines no process type: Heroku starts what the buildpacks offer, foreman, overmind and goreman stop with an error, the other readers start nothing.";
  return [found("no-process", inLine(0, 0, lines[0]?.text.length ?? 0), message)];
}
