import type { DocumentHighlight, DocumentHighlightKind } from "vscode-languageserver";
import type { Position } from "../../language/text.ts";
import type { DotenvContext } from "../contexts.ts";
import { entriesOf, keyAt } from "./entries.ts";

/** As LSP numbers it. */
const write: DocumentHighlightKind = 3;

/** Every entry of the key at the position: more than one is a key that is given twice. */
export function dotenvHighlights({ document }: DotenvContext, position: Position): DocumentHighlight[] {
  const name = keyAt(document, position)?.key.text;
  return entriesOf(document)
    .filter(({ key }) => key.text === name)
    .map(({ key }) => ({ range: key.range, kind: write }));
}
