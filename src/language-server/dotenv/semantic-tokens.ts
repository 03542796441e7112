import type { SemanticTokens } from "vscode-languageserver";
import type { DotenvItem } from "../../dotenv/syntax.ts";
import type { Range } from "../../language/text.ts";
import type { DotenvContext } from "../contexts.ts";
import { encodeTokens, linesOf, type Token, type TokenType } from "../token-legend.ts";

/** `export`, keys, separators, values and comments; of a range, its lines. A value of several lines is a token per line. */
export function dotenvSemanticTokens(context: DotenvContext, range?: Range): SemanticTokens {
  const { first, last } = range ? linesOf(range) : { first: 0, last: context.text.lineCount };
  const items = context.document.items.filter((item) => item.range.end.line >= first && item.range.start.line <= last);
  const tokens = items.flatMap((item) => tokensOf(context, item));
  return encodeTokens(tokens.filter(({ line }) => first <= line && line <= last));
}

function tokensOf(context: DotenvContext, item: DotenvItem): Token[] {
  if (item.kind === "comment") return pieces(context, item.range, "comment");
  if (item.kind !== "entry") return [];
  const { exported, key, separator, value, comment } = item;
  return [
    ...(exported ? pieces(context, exported, "keyword") : []),
    ...pieces(context, key.range, "property").map((token) => ({ ...token, declares: true })),
    ...pieces(context, separator.range, "operator"),
    ...pieces(context, value.range, "string"),
    ...(comment ? pieces(context, comment, "comment") : []),
  ];
}

function pieces({ text }: DotenvContext, { start, end }: Range, type: TokenType): Token[] {
  if (start.line === end.line) return [{ line: start.line, start: start.character, end: end.character, type }];
  return text
    .getText({ start, end })
    .split(/\r\n|\n|\r/)
    .map((piece, index) => {
      const column = index === 0 ? start.character : 0;
      return { line: start.line + index, start: column, end: column + piece.length, type };
    });
}
