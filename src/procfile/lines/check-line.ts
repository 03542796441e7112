import type { Problem } from "../../language/problem.ts";
import { inLine } from "../../language/text.ts";
import { byteOrderMark, type CommentLine, isWhiteSpace, type ProcfileLine, parseLine } from "../syntax.ts";
import { checkCharacters } from "./characters.ts";
import { checkOtherLine } from "./check-other-line.ts";
import { checkProcessLine } from "./check-process-line.ts";
import { fix, found, shifted } from "./found.ts";

/**
 * What is wrong with one line by itself, as if it were line 0. A line object never changes, so its problems are found
 * once; a byte order mark at its start is another check's.
 */
export function checkLine(line: ProcfileLine): readonly Problem[] {
  const known = knownProblems.get(line);
  if (known) return known;
  const problems = line.text.startsWith(byteOrderMark) ? checkAfterMark(line) : checkKind(line);
  knownProblems.set(line, problems);
  return problems;
}

const knownProblems = new WeakMap<ProcfileLine, readonly Problem[]>();

function checkAfterMark({ text, end }: ProcfileLine): Problem[] {
  return checkKind(parseLine({ text: text.slice(1), end })).map((problem) => shifted(problem, 0, 1));
}

function checkKind(line: ProcfileLine): readonly Problem[] {
  if (line.kind === "process") return [...checkProcessLine(line), ...checkCharacters(line)];
  if (line.kind === "other") return [...checkOtherLine(line), ...checkCharacters(line)];
  if (line.kind === "comment") return [...checkComment(line), ...checkCharacters(line)];
  return line.text === "" ? none : [blankLine(line.text)];
}

const none: readonly Problem[] = [];

function checkComment({ text }: CommentLine): Problem[] {
  if (!isWhiteSpace(text[0])) return [];
  const indentation = inLine(0, 0, text.indexOf("#"));
  const message =
    "heroku local does not read a file with an indented comment: it reports that there is no Procfile, or runs npm start.";
  const fixes = [fix("Remove the indentation", indentation, "", { safe: true })];
  return [found("indented-comment", indentation, message, { fixes })];
}

function blankLine(text: string): Problem {
  const range = inLine(0, 0, text.length);
  const message =
    "heroku local does not read a file with white space on a blank line: it reports that there is no Procfile, or runs npm start.";
  return found("space-on-blank-line", range, message, {
    fixes: [fix("Remove the white space", range, "", { safe: true })],
  });
}
