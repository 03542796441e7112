import type { TextEdit } from "vscode-languageserver";
import { dialectOf } from "../../dotenv/dialect.ts";
import { formatDotenv } from "../../dotenv/format.ts";
import type { Range } from "../../language/text.ts";
import type { DotenvContext } from "../contexts.ts";
import { textEdit } from "../edits.ts";
import { linesOf } from "../token-legend.ts";

/** Of a range, the edits inside its lines. A file of another dialect is left as it is. */
export function formatDotenvDocument({ document, surroundings, text }: DotenvContext, range?: Range): TextEdit[] {
  if (dialectOf(surroundings.file) !== "workbench") return [];
  const edits = formatDotenv(text.getText(), document).map(textEdit);
  if (!range) return edits;
  const { first, last } = linesOf(range);
  return edits.filter(({ range: { start, end } }) => first <= start.line && end.line <= last);
}
