import { TextDocument } from "vscode-languageserver-textdocument";
import type { Edit } from "../../../src/language/text.ts";

/** The text after the edits, as an editor applies them. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const document = TextDocument.create("file:///a", "plaintext", 1, text);
  return TextDocument.applyEdits(
    document,
    edits.map(({ range, text: newText }) => ({ range, newText })),
  );
}
