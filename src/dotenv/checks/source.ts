import type { Fix, Problem } from "../../language/problem.ts";
import { type Edit, inLine, type Position, type Range, splitLines, type TextLine } from "../../language/text.ts";
import { type DotenvCode, rules } from "../rules.ts";
import type { DotenvDocument, DotenvEntry } from "../syntax.ts";

/** A .env file as the checks look at it. */
export interface Source {
  readonly document: DotenvDocument;
  readonly lines: readonly TextLine[];
  /** How new lines end. */
  readonly lineEnd: string;
}

export function sourceOf(text: string, document: DotenvDocument): Source {
  const lines = splitLines(text);
  return { document, lines, lineEnd: lines[0]?.end || "\n" };
}

/** The severity is the rule's, unless the problem is another. */
export function found(code: DotenvCode, range: Range, message: string, more: Partial<Problem> = {}): Problem {
  return { code, severity: severities.get(code) ?? "warning", message, range, ...more };
}

const severities = new Map(rules.map(({ code, severity }) => [code as DotenvCode, severity]));

export function entriesOf({ items }: DotenvDocument): DotenvEntry[] {
  return items.filter((item) => item.kind === "entry");
}

export function fix(title: string, edits: readonly Edit[], { safe }: { safe: boolean }): Fix {
  return { title, edits, safe };
}

export function between(start: Position, end: Position): Range {
  return { start, end };
}

/** The whole of a line, without its end. */
export function lineRange(source: Source, line: number): Range {
  return inLine(line, 0, source.lines[line]?.text.length ?? 0);
}

/** An item's lines with the end of the last, to take them away. */
export function wholeLines(source: Source, { start, end }: Range): Range {
  if (end.line + 1 < source.lines.length) {
    return between({ line: start.line, character: 0 }, { line: end.line + 1, character: 0 });
  }
  const before = source.lines[start.line - 1];
  const from = before ? { line: start.line - 1, character: before.text.length } : { line: 0, character: 0 };
  return between(from, lineRange(source, end.line).end);
}
