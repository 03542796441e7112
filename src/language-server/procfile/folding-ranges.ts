import type { FoldingRange } from "vscode-languageserver";
import type { ProcfileContext } from "../contexts.ts";
import { foldLines } from "../line-folds.ts";

export function procfileFoldingRanges({ document }: ProcfileContext): FoldingRange[] {
  return foldLines(document.lines.map(({ kind }) => (kind === "comment" || kind === "blank" ? kind : "content")));
}
