import type { TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { Edit, Position, Range } from "../language/text.ts";
import type { Context } from "./contexts.ts";

export function textEdit({ range, text }: Edit): TextEdit {
  return { range, newText: text };
}

/** The edits of a fix, each in its file; without one, in the document at hand. */
export function workspaceEdit(context: Context, edits: readonly Edit[]): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const edit of edits) {
    const uri = edit.file === undefined ? context.uri : context.uriOf(edit.file);
    changes[uri] = [...(changes[uri] ?? []), textEdit(edit)];
  }
  return { changes };
}

export function comparePositions(one: Position, other: Position): number {
  return one.line - other.line || one.character - other.character;
}

/** Two ranges that share a character, or touch, as a cursor and the word beside it do. */
export function touch(one: Range, other: Range): boolean {
  return comparePositions(one.start, other.end) <= 0 && comparePositions(other.start, one.end) <= 0;
}

/** Edits that an editor refuses to apply together, or would apply in an order of its own. */
export function clash(one: Edit, other: Edit): boolean {
  if (one.file !== other.file) return false;
  if (comparePositions(one.range.start, other.range.start) === 0) return true;
  return (
    comparePositions(one.range.start, other.range.end) < 0 && comparePositions(other.range.start, one.range.end) < 0
  );
}

/** New lines at the end of the document, which may lack its last line end. */
export function appendLines({ text }: Context, lines: readonly string[]): Edit {
  const whole = text.getText();
  const end = text.positionAt(whole.length);
  const lineEnd = lineEndOf(whole);
  const glue = end.character === 0 ? "" : lineEnd;
  return { range: { start: end, end }, text: glue + lines.map((line) => line + lineEnd).join("") };
}

export function lineEndOf(text: string): "\r\n" | "\n" {
  const feed = text.indexOf("\n");
  return feed > 0 && text[feed - 1] === "\r" ? "\r\n" : "\n";
}
