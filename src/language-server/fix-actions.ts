import type { CodeAction, CodeActionParams, Diagnostic } from "vscode-languageserver";
import type { LanguageCommands } from "../language/linked-app.ts";
import type { Edit, Fix, Problem } from "../language/problem.ts";
import { silencingComment } from "../language/silence.ts";
import { inLine, type Range } from "../language/text.ts";
import type { Context } from "./contexts.ts";
import { clash, lineEndOf, touch, workspaceEdit } from "./edits.ts";

export const codeActionKinds = ["quickfix", "refactor", "refactor.extract", "source.fixAll.herokuWorkbench"] as const;

export type CodeActionKind = (typeof codeActionKinds)[number];

/** What a feature is asked: the params without their document. */
export type ActionQuestion = Pick<CodeActionParams, "range" | "context">;

/** Nobody chooses from the fixes of more, as when everything is selected. */
const mostProblems = 50;

export interface Silencing {
  /** Whether a comment may stand before this line; not inside a value of several lines. */
  commentMayPrecede(line: number): boolean;
}

/**
 * For the problems in the range: their fixes, all fixes of the same code, and ways to be told no more; for the whole file,
 * all safe fixes at once. `problems` are all of the document.
 */
export function problemActions(
  context: Context,
  problems: readonly Problem[],
  question: ActionQuestion,
  silencing: Silencing | undefined,
): CodeAction[] {
  const touched = wants(question, "quickfix") ? problems.filter(({ range }) => touch(range, question.range)) : [];
  const here = touched.slice(0, mostProblems);
  const codes = [...new Set(here.map(({ code }) => code))];
  return [
    ...here.flatMap((problem) => fixActions(context, problem, question)),
    ...codes.flatMap((code) => fixAllOfCode(context, problems, code)),
    ...here.flatMap((problem) => silence(context, problem, question, silencing)),
    ...fixAllOfFile(context, problems, question),
  ];
}

/** Whether an action of the kind is asked for: a kind holds those that continue it after a dot. */
export function wants({ context }: ActionQuestion, kind: CodeActionKind): boolean {
  return context.only === undefined || context.only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
}

/** The safe fixes that can be made together: of those that clash the first, of equal ones one. */
export function compatibleEdits(problems: readonly Problem[]): Edit[] {
  const taken = new Map<string, Edit[]>();
  for (const { fixes } of problems) {
    const edits = fixes?.find(({ safe }) => safe)?.edits ?? [];
    const isFree = edits.every((edit) =>
      linesOf(edit).every((line) => !taken.get(line)?.some((other) => clash(edit, other))),
    );
    if (!isFree) continue;
    for (const edit of edits) for (const line of linesOf(edit)) taken.set(line, [...(taken.get(line) ?? []), edit]);
  }
  return [...new Set([...taken.values()].flat())];
}

/** By line, so that thousands of edits are not each compared with all others. */
function linesOf({ file = "", range }: Edit): string[] {
  const { start, end } = range;
  return Array.from({ length: end.line - start.line + 1 }, (_, index) => `${start.line + index} ${file}`);
}

function fixActions(context: Context, problem: Problem, question: ActionQuestion): CodeAction[] {
  const preferred = problem.fixes?.find(({ safe }) => safe);
  return (problem.fixes ?? []).map((fix) => ({
    ...quickFix(context, fix, diagnosticsOf(problem, question)),
    ...(fix === preferred ? { isPreferred: true } : {}),
  }));
}

function quickFix(
  context: Context,
  { title, edits }: Pick<Fix, "title" | "edits">,
  diagnostics: Diagnostic[],
): CodeAction {
  return { title, kind: "quickfix", diagnostics, edit: workspaceEdit(context, edits) };
}

function diagnosticsOf({ code, range }: Problem, { context }: ActionQuestion): Diagnostic[] {
  return context.diagnostics.filter((each) => each.code === code && sameRange(each.range, range));
}

function sameRange({ start, end }: Range, other: Range): boolean {
  return (
    start.line === other.start.line &&
    start.character === other.start.character &&
    end.line === other.end.line &&
    end.character === other.end.character
  );
}

function fixAllOfCode(context: Context, problems: readonly Problem[], code: string): CodeAction[] {
  const fixable = problems.filter((problem) => problem.code === code && problem.fixes?.some(({ safe }) => safe));
  if (fixable.length < 2) return [];
  return [quickFix(context, { title: `Fix all of ${code} in this file`, edits: compatibleEdits(fixable) }, [])];
}

function fixAllOfFile(context: Context, problems: readonly Problem[], question: ActionQuestion): CodeAction[] {
  const kind = "source.fixAll.herokuWorkbench";
  const edits = wants(question, kind) ? compatibleEdits(problems) : [];
  if (edits.length === 0) return [];
  return [{ title: "Fix all problems with a safe fix", kind, edit: workspaceEdit(context, edits) }];
}

function silence(
  context: Context,
  problem: Problem,
  question: ActionQuestion,
  silencing: Silencing | undefined,
): CodeAction[] {
  const { code } = problem;
  const line = problem.range.start.line;
  const diagnostics = diagnosticsOf(problem, question);
  const inPlace: Pick<Fix, "title" | "edits">[] = [];
  if (silencing?.commentMayPrecede(line)) {
    inPlace.push({ title: `Silence ${code} on this line`, edits: [lineSilencer(context, code, line)] });
  }
  if (silencing) inPlace.push({ title: `Silence ${code} in this file`, edits: [fileSilencer(context, code)] });
  return [
    ...inPlace.map((fix) => quickFix(context, fix, diagnostics)),
    { title: `Turn ${code} off in the settings`, kind: "quickfix", diagnostics, command: turnOff(context, code) },
  ];
}

function turnOff({ uri }: Context, code: string): NonNullable<CodeAction["command"]> {
  const command: keyof LanguageCommands = "herokuWorkbench.problems.turnOff";
  return { title: "Turn off", command, arguments: [{ uri, code }] };
}

/** A comment that already speaks of this line is made longer. */
function lineSilencer(context: Context, code: string, line: number): Edit {
  const before = lineText(context, line - 1);
  const [comment = ""] = silencingComment(code).split(` ${code}`);
  if (line > 0 && before.trimStart().startsWith(`${comment} `)) {
    const end = before.trimEnd().length;
    return { range: inLine(line - 1, end, end), text: ` ${code}` };
  }
  return insertLine(context, line, silencingComment(code));
}

function fileSilencer(context: Context, code: string): Edit {
  return insertLine(context, 0, silencingComment(code, "file"));
}

function insertLine(context: Context, line: number, text: string): Edit {
  const column = line === 0 && lineText(context, 0).startsWith("\uFEFF") ? 1 : 0;
  return { range: inLine(line, column, column), text: text + lineEndOf(context.text.getText()) };
}

function lineText({ text }: Context, line: number): string {
  return line < 0 ? "" : text.getText(inLine(line, 0, Number.MAX_SAFE_INTEGER)).replace(/[\r\n]+$/, "");
}
