import type { FoldingRange } from "vscode-languageserver";
import type { DotenvContext } from "../contexts.ts";
import { foldLines, type LineKind } from "../line-folds.ts";

/** Groups between blank lines, and blocks of comments. */
export function dotenvFoldingRanges({ document, text }: DotenvContext): FoldingRange[] {
  const kinds = Array.from<LineKind>({ length: text.lineCount }).fill("content");
  for (const { kind, range } of document.items) {
    if (kind === "comment" || kind === "blank") kinds[range.start.line] = kind;
  }
  return foldLines(kinds);
}
