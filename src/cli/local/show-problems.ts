import { styleText } from "node:util";
import type { Problem, Severity } from "../../language/problem.ts";
import { splitLines } from "../../language/text.ts";
import type { Console } from "./verb.ts";

/** As `check --json` prints it; lines and columns count from 1, `endColumn` is the first one after. */
export interface JsonProblem {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
}

/** A problem of several lines ends with its first one. */
export function toJson({ text, problems }: { text: string; problems: readonly Problem[] }): JsonProblem[] {
  const lines = splitLines(text);
  return problems.map(({ range: { start, end }, severity, code, message }) => {
    const last = end.line === start.line ? end.character : (lines[start.line]?.text.length ?? start.character);
    return { line: start.line + 1, column: start.character + 1, endColumn: last + 1, severity, code, message };
  });
}

/** `Procfile:3:1: warning: … (code)`, which editors and terminals make a link of. */
export function problemLine(
  file: string,
  { range, severity, message, code }: Problem,
  { color }: Pick<Console, "color">,
): string {
  const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    color ? styleText(format, text, { validateStream: false }) : text;
  return `${place}: ${paint(colors[severity], severity)}: ${message} ${paint("dim", `(${code})`)}`;
}

const colors = { error: "red", warning: "yellow", information: "blue", hint: "gray" } as const;
