import type { DocumentSymbol, SymbolKind } from "vscode-languageserver";
import type { DotenvContext } from "../contexts.ts";
import { entriesOf } from "./entries.ts";

/** LSP's `Constant`. */
const constant: SymbolKind = 14;

/** The keys; never their values. */
export function dotenvSymbols({ document }: DotenvContext): DocumentSymbol[] {
  return entriesOf(document).map(({ key, range }) => {
    return { name: key.text, kind: constant, range, selectionRange: key.range };
  });
}
