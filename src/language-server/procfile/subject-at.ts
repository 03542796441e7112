import { inLine, type Position, type Range } from "../../language/text.ts";
import type { Invocation } from "../../procfile/commands/invocation.ts";
import { commandOf } from "../../procfile/commands/process-command.ts";
import { type ScriptCall, scriptCall } from "../../procfile/commands/script-calls.ts";
import type { ShellVariable, Word } from "../../procfile/shell/shell.ts";
import type { ProcessLine, ProcfileDocument } from "../../procfile/syntax.ts";

/** What a person points at in a process line; the range is in the document. */
export type Subject =
  | { readonly kind: "type"; readonly name: string; readonly line: ProcessLine; readonly range: Range }
  | { readonly kind: "variable"; readonly name: string; readonly variable: ShellVariable; readonly range: Range }
  | { readonly kind: "script"; readonly call: ScriptCall; readonly range: Range }
  | { readonly kind: "word"; readonly word: Word; readonly folder: string | undefined; readonly range: Range };

/** A longer command is none that a person points at. */
const longest = 20_000;

/** The innermost subject at a position: a variable before the word that it stands in. */
export function subjectAt(document: ProcfileDocument, { line: index, character }: Position): Subject | undefined {
  const line = document.lines[index];
  if (line?.kind !== "process") return undefined;
  const { name, command } = line;
  if (isAt(name, character)) {
    return { kind: "type", name: name.text, line, range: inLine(index, name.start, name.end) };
  }
  if (command.text.length > longest) return undefined;
  const column = character - command.start;
  const range = ({ start, end }: Span) => inLine(index, command.start + start, command.start + end);
  const { shell, invocations } = commandOf(line);
  const variable = shell.variables.find((each) => isAt(each, column));
  if (variable) return { kind: "variable", name: variable.name, variable, range: range(variable) };
  for (const invocation of invocations) {
    const call = scriptCall(invocation);
    if (call && !invocation.quoted && isAt(call.place, column)) {
      return { kind: "script", call, range: range(call.place) };
    }
    const word = wordsOf(invocation).find((each) => isAt(each, column));
    if (word) return { kind: "word", word, folder: invocation.folder, range: range(word) };
  }
  return undefined;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function wordsOf({ word, args }: Invocation): readonly Word[] {
  return [word, ...args];
}

function isAt({ start, end }: Span, column: number): boolean {
  return column >= start && column <= end;
}
