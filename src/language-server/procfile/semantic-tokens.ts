import type { SemanticTokens } from "vscode-languageserver";
import type { Range } from "../../language/text.ts";
import type { ShellToken } from "../../procfile/shell/shell.ts";
import type { ProcessLine, ProcfileLine } from "../../procfile/syntax.ts";
import type { ProcfileContext } from "../contexts.ts";
import { encodeTokens, linesOf, type Token, type TokenType } from "../token-legend.ts";
import { shellOf } from "./shell-of.ts";

/** Names of process types, and the commands as a shell takes them apart; of a range, its lines. */
export function procfileSemanticTokens({ document }: ProcfileContext, range?: Range): SemanticTokens {
  const { first, last } = range ? linesOf(range) : { first: 0, last: document.lines.length - 1 };
  return encodeTokens(document.lines.slice(first, last + 1).flatMap((line, index) => tokensOf(line, first + index)));
}

const typeOf: Readonly<Record<ShellToken["kind"], TokenType>> = {
  program: "function",
  option: "parameter",
  string: "string",
  variable: "variable",
  operator: "operator",
  assignment: "property",
  comment: "comment",
};

/** An editor asks after every keystroke, and lines that were not touched are the same objects as before. */
const known = new WeakMap<ProcessLine, readonly Omit<Token, "line">[]>();

function tokensOf(line: ProcfileLine, index: number): Token[] {
  if (line.kind === "comment")
    return [{ line: index, start: line.text.indexOf("#"), end: line.text.length, type: "comment" }];
  if (line.kind !== "process") return [];
  const tokens = known.get(line) ?? processTokens(line);
  known.set(line, tokens);
  return tokens.map((token) => ({ ...token, line: index }));
}

function processTokens(line: ProcessLine): Omit<Token, "line">[] {
  const { name, command } = line;
  const shell = shellOf(line).tokens.map(({ kind, start, end }) => {
    return { start: command.start + start, end: command.start + end, type: typeOf[kind] };
  });
  return [{ start: name.start, end: name.end, type: "type", declares: true }, ...shell];
}
