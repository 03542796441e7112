import type { DocumentSymbol, SymbolKind } from "vscode-languageserver";
import { inLine } from "../../language/text.ts";
import type { ProcfileContext } from "../contexts.ts";

/** LSP's `Function`: something that runs. */
const kind: SymbolKind = 12;

/** The process types, each with its command. */
export function procfileSymbols({ document }: ProcfileContext): DocumentSymbol[] {
  return document.lines.flatMap((line, index) => {
    if (line.kind !== "process") return [];
    return [
      {
        name: line.name.text,
        detail: line.command.text,
        kind,
        range: inLine(index, 0, line.text.length),
        selectionRange: inLine(index, line.name.start, line.name.end),
      },
    ];
  });
}
