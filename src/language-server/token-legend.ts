import type { SemanticTokens, SemanticTokensLegend } from "vscode-languageserver";
import type { Range } from "../language/text.ts";

const types = [
  "type",
  "function",
  "parameter",
  "string",
  "variable",
  "operator",
  "property",
  "comment",
  "keyword",
] as const;
const modifiers = ["declaration"] as const;

export type TokenType = (typeof types)[number];

/** Shared by the languages: an editor asks for one legend per server. */
export const tokenLegend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

/** Inside one line. */
export interface Token {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly declares?: boolean;
}

/** Tokens as LSP counts them, each from the one before; those given must be in order and must not overlap. */
export function encodeTokens(tokens: readonly Token[]): SemanticTokens {
  const data: number[] = [];
  let previous = { line: 0, start: 0 };
  for (const token of tokens) {
    const { line, start, end } = token;
    if (end <= start) continue;
    const column = line === previous.line ? start - previous.start : start;
    data.push(line - previous.line, column, end - start, types.indexOf(token.type), token.declares === true ? 1 : 0);
    previous = token;
  }
  return { data };
}

/** Lines of a range, the last one only when something of it is inside. */
export function linesOf({ start, end }: Range): { readonly first: number; readonly last: number } {
  return { first: start.line, last: end.character === 0 && end.line > start.line ? end.line - 1 : end.line };
}
