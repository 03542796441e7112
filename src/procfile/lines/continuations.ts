import type { Fix, Problem } from "../../language/problem.ts";
import { type Edit, inLine } from "../../language/text.ts";
import { isWhiteSpace, type ProcfileDocument, type ProcfileLine } from "../syntax.ts";
import { found } from "./found.ts";

export interface Continuations {
  readonly problems: readonly Problem[];
  /** 0-based lines that a person meant as a part of the line before. */
  readonly continued: ReadonlySet<number>;
}

/** Commands over several lines, with a backslash at the end of all but the last. */
export function checkContinuations({ lines }: ProcfileDocument): Continuations {
  const problems: Problem[] = [];
  const continued = new Set<number>();
  for (const [index, line] of lines.entries()) {
    if (!goesOn(line) || continued.has(index)) continue;
    const last = lastOf(lines, index);
    for (let next = index + 1; next <= last; next += 1) continued.add(next);
    problems.push(continuation(lines, index, last));
  }
  return { problems, continued };
}

function goesOn(line: ProcfileLine | undefined): boolean {
  return line !== undefined && (line.kind === "process" || line.kind === "other") && line.text.endsWith("\\");
}

/** The first line that ends without a backslash; one that is a process by itself is not taken in. */
function lastOf(lines: readonly ProcfileLine[], first: number): number {
  let last = first;
  while (goesOn(lines[last]) && lines[last + 1]?.kind === "other") last += 1;
  return last;
}

function continuation(lines: readonly ProcfileLine[], first: number, last: number): Problem {
  const end = lines[first]?.text.length ?? 0;
  const message =
    "No reader continues a command on the next line: the shell is given the backslash, and the rest is a line of its own.";
  const related = { message: "the rest of the command", range: inLine(last, 0, lines[last]?.text.length ?? 0) };
  const range = inLine(first, end - 1, end);
  if (last === first) return found("line-continuation", range, message);
  return found("line-continuation", range, message, { related: [related], fixes: [join(lines, first, last)] });
}

function join(lines: readonly ProcfileLine[], first: number, last: number): Fix {
  const edits: Edit[] = [];
  let column = 0;
  for (let line = first; line < last; line += 1) {
    // A line of white space and a backslash is used up from both sides.
    const start = { line, character: Math.max(column, startOfEnd(lines[line]?.text ?? "")) };
    column = firstColumn(lines[line + 1]?.text ?? "");
    edits.push({ range: { start, end: { line: line + 1, character: column } }, text: " " });
  }
  return { title: "Join the lines", edits, safe: false };
}

function firstColumn(text: string): number {
  let column = 0;
  while (isWhiteSpace(text[column])) column += 1;
  return column;
}

/** Column of the backslash and the white space before it. */
function startOfEnd(text: string): number {
  let column = text.length - 1;
  while (isWhiteSpace(text[column - 1])) column -= 1;
  return column;
}
