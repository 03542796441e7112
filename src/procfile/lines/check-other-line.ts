import type { Fix, Problem } from "../../language/problem.ts";
import { inLine, type Range } from "../../language/text.ts";
import { isWhiteSpace, type OtherLine, type Part, trimmedPart } from "../syntax.ts";
import { fix, found } from "./found.ts";

/** What keeps a line that foreman passes over from being a process, as if it were line 0. */
export function checkOtherLine(line: OtherLine): Problem[] {
  const { text, name, colon, command } = line;
  if (/^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/.test(text)) return [mergeMarker(text)];
  const first = firstColumn(text);
  if (text.startsWith("//", first)) return [slashComment(text, first)];
  if (colon === undefined) return [missingColon(line)];
  if (!name) return [missingName(text)];
  if (!isName(name.text)) return [lacksColonBefore(line, colon) ? missingColon(line) : illegalCharacter(name)];
  if (!command) return [missingCommand(name)];
  return [...(name.start > 0 ? [indented(name)] : []), ...(name.end < colon ? [spaceBeforeColon(name, colon)] : [])];
}

/** The line is a merge marker, `<<<<<<<` and its like. */
function mergeMarker(text: string): Problem {
  const message =
    "This line is left from a merge conflict: foreman starts the processes of both sides, honcho, overmind, heroku local and Heroku (Fir) refuse the file.";
  return found("merge-conflict", inLine(0, 0, text.length), message);
}

function slashComment(text: string, first: number): Problem {
  const slashes = inLine(0, first, first + 2);
  const message =
    "A comment starts with #. heroku local and Heroku (Fir) refuse the whole file for this line, the other readers pass over it.";
  return found("slash-comment", inked(text), message, {
    fixes: [fix("Start the comment with #", slashes, "#", { safe: true })],
  });
}

function missingColon({ text }: OtherLine): Problem {
  const message =
    "There is no colon after a name, so no process starts from this line; heroku local and Heroku (Fir) refuse the whole file.";
  return found("missing-colon", inked(text), message, {
    fixes: addColon(text),
  });
}

function addColon(text: string): Fix[] {
  const match = /^([A-Za-z0-9_-]+)([ \t]*[:=\uFF1A][ \t]*|[ \t]+)\S/.exec(text);
  const [, name, gap] = match ?? [];
  if (name === undefined || gap === undefined) return [];
  return [fix("Add the missing colon", inLine(0, name.length, name.length + gap.length), ": ", { safe: false })];
}

/** `web bundle exec puma -b tcp://0.0.0.0`: the first colon is the command's. */
function lacksColonBefore({ text, name }: OtherLine, colon: number): boolean {
  return name !== undefined && /[ \t]/.test(name.text) && !isWhiteSpace(text[colon + 1]) && addColon(text).length > 0;
}

function missingName(text: string): Problem {
  const message =
    "No name stands before the colon, so no process starts from this line; heroku local and Heroku (Fir) refuse the whole file.";
  return found("missing-name", inked(text), message);
}

function illegalCharacter(name: Part): Problem {
  const message =
    'A name has letters, digits, "-" and "_" only: Heroku (Cedar) and foreman pass over this line, heroku local and Heroku (Fir) refuse the whole file.';
  const bad = name.text.search(/[^A-Za-z0-9_-]/);
  const [characters = ""] = /[^A-Za-z0-9_-]+/.exec(name.text) ?? [];
  const range = inLine(0, name.start + bad, name.start + bad + characters.length);
  return found("illegal-character", range, message, { fixes: rename(name) });
}

function rename({ text, start, end }: Part): Fix[] {
  const better = text
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/^-/, "")
    .replace(/-$/, "");
  return better === "" ? [] : [fix(`Rename to ${better}`, inLine(0, start, end), better, { safe: false })];
}

function missingCommand({ text, start, end }: Part): Problem {
  const message = `${text} has no command: Heroku (Cedar) and foreman pass over it, heroku local and Heroku (Fir) refuse the whole file.`;
  return found("missing-command", inLine(0, start, end), message);
}

function indented(name: Part): Problem {
  const indentation: Range = inLine(0, 0, name.start);
  const message =
    "Heroku (Cedar), foreman, honcho and overmind pass over an indented line, and heroku local does not read the file at all; only goreman and Heroku (Fir) take it.";
  return found("indented-line", indentation, message, {
    fixes: [fix("Remove the indentation", indentation, "", { safe: true })],
  });
}

function spaceBeforeColon(name: Part, colon: number): Problem {
  const space = inLine(0, name.end, colon);
  const message =
    "Heroku (Cedar), foreman, honcho and overmind pass over a line with white space before its colon; heroku local and Heroku (Fir) refuse the whole file.";
  return found("space-before-colon", space, message, {
    fixes: [fix("Remove the space before the colon", space, "", { safe: true })],
  });
}

function isName(text: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(text);
}

/** The line without white space at its ends; a line of this kind has something else. */
function inked(text: string): Range {
  const { start, end } = trimmedPart(text, 0, text.length) ?? { start: 0, end: text.length };
  return inLine(0, start, end);
}

function firstColumn(text: string): number {
  let column = 0;
  while (isWhiteSpace(text[column])) column += 1;
  return column;
}
