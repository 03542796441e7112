import type { Problem } from "./problem.ts";

/** A comment as it stands in its file, from the `#`; `line` is 0-based. */
export interface Comment {
  readonly line: number;
  readonly text: string;
}

/**
 * The problems that no comment silences. `# heroku-workbench-disable-next-line CODE…` speaks of the line below it,
 * `# heroku-workbench-disable CODE…` of the whole file; without a code, of everything.
 */
export function withoutSilenced(problems: readonly Problem[], comments: Iterable<Comment>): Problem[] {
  const whole: Codes[] = [];
  const byLine = new Map<number, Codes>();
  for (const { line, text } of comments) {
    const silencer = readSilencer(text);
    if (silencer?.where === "file") whole.push(silencer.codes);
    if (silencer?.where === "next-line") byLine.set(line + 1, silencer.codes);
  }
  if (whole.length === 0 && byLine.size === 0) return [...problems];
  return problems.filter(({ code, range }) => {
    return ![...whole, byLine.get(range.start.line)].some((codes) => codes && silences(codes, code));
  });
}

/** The comment to put on the line before a problem, or anywhere for a whole file, without indentation and line end. */
export function silencingComment(code: string, where: "next-line" | "file" = "next-line"): string {
  return `# ${where === "file" ? word : `${word}-next-line`} ${code}`;
}

type Codes = ReadonlySet<string>;

interface Silencer {
  readonly where: "file" | "next-line";
  readonly codes: Codes;
}

const word = "heroku-workbench-disable";

function readSilencer(comment: string): Silencer | undefined {
  if (!comment.includes(word)) return undefined;
  const [head = "", ...codes] = comment
    .slice(comment.indexOf("#") + 1)
    .trim()
    .split(/[\s,]+/);
  if (head === word) return { where: "file", codes: new Set(codes) };
  return head === `${word}-next-line` ? { where: "next-line", codes: new Set(codes) } : undefined;
}

function silences(codes: Codes, code: string): boolean {
  return codes.size === 0 || codes.has(code);
}
