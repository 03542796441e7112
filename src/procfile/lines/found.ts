import type { Fix, Problem, Related } from "../../language/problem.ts";
import type { Edit, Position, Range } from "../../language/text.ts";
import { type LineCode, lineRules } from "./rules.ts";

type More = Pick<Problem, "related" | "fixes" | "tag">;

/** A problem with the severity of its rule. */
export function found(code: LineCode, range: Range, message: string, more: More = {}): Problem {
  return { code, severity: severities[code], message, range, ...more };
}

/** A fix of one edit in one line. */
export function fix(title: string, range: Range, text: string, { safe }: { safe: boolean }): Fix {
  return { title, edits: [{ range, text }], safe };
}

/** A problem of one line, which was found as if it were line 0, where it really is. */
export function shifted(problem: Problem, line: number, columns = 0): Problem {
  const move = (range: Range) => shiftedRange(range, line, columns);
  const moveEdit = (edit: Edit) => ({ ...edit, range: move(edit.range) });
  const { related, fixes } = problem;
  return {
    ...problem,
    range: move(problem.range),
    ...(related && { related: related.map((place): Related => ({ ...place, range: move(place.range) })) }),
    ...(fixes && { fixes: fixes.map((each) => ({ ...each, edits: each.edits.map(moveEdit) })) }),
  };
}

function shiftedRange({ start, end }: Range, line: number, columns: number): Range {
  const move = (place: Position) => ({ line: place.line + line, character: place.character + columns });
  return { start: move(start), end: move(end) };
}

const severities = Object.fromEntries(lineRules.map(({ code, severity }) => [code, severity])) as Readonly<
  Record<LineCode, Problem["severity"]>
>;
