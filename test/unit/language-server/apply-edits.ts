import assert from "node:assert/strict";
import type { TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

/** The text after the edits; fails when two of them overlap or one is out of the document. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const document = TextDocument.create("file:///any", "any", 1, text);
  const lines = text.split(/\r\n|\n|\r/);
  for (const { range } of edits) {
    for (const { line, character } of [range.start, range.end]) {
      assert.ok(line < lines.length && character <= (lines[line] ?? "").length, `outside: ${line}:${character}`);
    }
  }
  return TextDocument.applyEdits(document, [...edits]);
}
