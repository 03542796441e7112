import { randomBytes } from "node:crypto";
import type { CompletionItem } from "vscode-languageserver";
import type { DotenvEntry } from "../../dotenv/syntax.ts";
import { inLine, type Position, type Range } from "../../language/text.ts";
import type { DotenvContext } from "../contexts.ts";
import { comparePositions } from "../edits.ts";
import { type Candidate, candidate, candidates } from "./candidates.ts";
import { entriesOf, itemAt } from "./entries.ts";
import { isGeneratedSecret, knownValues } from "./known-values.ts";

// LSP's numbers: its library is not loaded for them.
const constantKind = 21;
const valueKind = 12;
const snippetFormat = 2;

/** As many hex digits as Heroku's own generator for app.json writes. */
export type MakeSecret = () => string;

/** Keys that the file lacks, or values for the key at hand. */
export function dotenvCompletion(
  context: DotenvContext,
  position: Position,
  makeSecret: MakeSecret = () => randomBytes(32).toString("hex"),
): CompletionItem[] {
  const item = itemAt(context.document, position);
  if (item?.kind === "comment") return [];
  if (item?.kind === "entry" && comparePositions(position, item.separator.range.end) >= 0) {
    return valueItems(context, item, position, makeSecret);
  }
  return keyItems(context, position, item?.kind === "entry" ? item : undefined, makeSecret);
}

function keyItems(
  context: DotenvContext,
  position: Position,
  entry: DotenvEntry | undefined,
  makeSecret: MakeSecret,
): CompletionItem[] {
  const line = context.text.getText(inLine(position.line, 0, Number.MAX_SAFE_INTEGER)).replace(/[\r\n]+$/, "");
  const before = /^\uFEFF?[ \t]*(?:export[ \t]+)?([\w.-]*)$/.exec(line.slice(0, position.character))?.[1];
  if (before === undefined) return [];
  const after = /^[\w.-]*/.exec(line.slice(position.character))?.[0] ?? "";
  const range = inLine(position.line, position.character - before.length, position.character + after.length);
  const taken = new Set(entriesOf(context.document).map(({ key }) => key.text));
  return candidates(context)
    .filter(({ name }) => name === entry?.key.text || !taken.has(name))
    .map((each) => keyItem(context, each, range, entry === undefined ? makeSecret : undefined));
}

/** With a value when the line has none yet. */
function keyItem(
  { client }: DotenvContext,
  each: Candidate,
  range: Range,
  makeSecret: MakeSecret | undefined,
): CompletionItem {
  const { name, description, required, sources } = each;
  const value = makeSecret ? `=${valueText(each, makeSecret, client?.snippets === true)}` : "";
  return {
    label: name,
    kind: constantKind,
    detail: `${required ? "required by " : ""}${sources.join(", ")}`,
    ...(description === undefined ? {} : { documentation: description }),
    sortText: `${rank(each)} ${name}`,
    textEdit: { range, newText: name + value },
    ...(makeSecret && client?.snippets ? { insertTextFormat: snippetFormat } : {}),
  };
}

function rank({ required, sources }: Candidate): number {
  if (required) return 0;
  return sources.includes("app.json") ? 1 : 2;
}

function valueText({ name, generated, sample }: Candidate, makeSecret: MakeSecret, snippets: boolean): string {
  if (generated || isGeneratedSecret(name)) return snippets ? `\${1:${makeSecret()}}` : makeSecret();
  const values = knownValues(name, sample);
  if (!snippets) return values[0] ?? "";
  if (values.length > 1 && values.every((value) => /^[\w.-]+$/.test(value))) return `\${1|${values.join(",")}|}`;
  return values[0] === undefined ? "$1" : `\${1:${values[0].replace(/[\\$}]/g, "\\$&")}}`;
}

/** Not inside a value of several lines, and not after a comment's `#`. */
function valueItems(
  context: DotenvContext,
  { key, value, comment }: DotenvEntry,
  position: Position,
  makeSecret: MakeSecret,
): CompletionItem[] {
  const isElsewhere = position.line !== value.range.start.line || value.range.start.line !== value.range.end.line;
  if (isElsewhere || (comment && comparePositions(position, comment.start) > 0)) return [];
  const { generated, sample, name } = candidate(context, key.text);
  const secret = generated || isGeneratedSecret(name) ? [makeSecret()] : [];
  return [
    ...secret.map((text) => valueItem("Random secret", text, position, value.range, "64 hexadecimal digits")),
    ...knownValues(name, sample).map((text) => {
      return valueItem(text, text, position, value.range, text === sample ? "the value in app.json" : undefined);
    }),
  ].map((item, index) => ({ ...item, sortText: String(index).padStart(2, "0") }));
}

function valueItem(
  label: string,
  newText: string,
  position: Position,
  written: Range,
  detail: string | undefined,
): CompletionItem {
  const start = comparePositions(position, written.start) < 0 ? position : written.start;
  const end = comparePositions(position, written.end) > 0 ? position : written.end;
  return {
    label,
    kind: valueKind,
    ...(detail === undefined ? {} : { detail }),
    filterText: newText,
    textEdit: { range: { start, end }, newText },
  };
}
