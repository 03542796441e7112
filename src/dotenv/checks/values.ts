import type { Fix, Problem } from "../../language/problem.ts";
import type { Edit } from "../../language/text.ts";
import { simplyQuoted } from "../quote.ts";
import type { DotenvEntry } from "../syntax.ts";
import { checkDollars } from "./dollars.ts";
import { checkQuotes } from "./quotes.ts";
import { between, fix, found, lineRange, type Source } from "./source.ts";

/** The separator, the value and what stands behind it. */
export function checkValue(source: Source, entry: DotenvEntry, keys: ReadonlySet<string>): Problem[] {
  if (!entry.value.closed) return [...checkSeparator(entry), ...checkQuotes(source, entry)];
  return [
    ...checkSeparator(entry),
    ...checkQuotes(source, entry),
    ...checkComment(source, entry),
    ...checkEnd(source, entry),
    ...checkPlain(source, entry),
    ...checkDollars(entry, keys),
  ];
}

function checkSeparator({ key, separator, value }: DotenvEntry): Problem[] {
  if (separator.text === ":") {
    const edits = [{ range: between(separator.range.start, value.range.start), text: "=" }];
    const message =
      "foreman, honcho and python-dotenv pass over a line with a colon, and heroku local takes all of it for the key.";
    return [
      found("env-yaml-style", separator.range, message, { fixes: [fix("Write = instead", edits, { safe: true })] }),
    ];
  }
  const range = between(key.range.end, value.range.start);
  if (range.end.character - range.start.character === 1) return [];
  const before = range.start.character < separator.range.start.character;
  const message = before
    ? "foreman passes over a line with white space before =, and a shell runs the key as a command."
    : "foreman keeps the white space behind = as a part of the value, and the quotes too; a shell runs the value as a command.";
  return [
    found("env-space-at-separator", range, message, {
      fixes: [fix("Remove the white space", [{ range, text: "=" }], { safe: true })],
    }),
  ];
}

function checkComment(source: Source, entry: DotenvEntry): Problem[] {
  const { comment, value, range } = entry;
  if (!comment) return [];
  const fixes: Fix[] = [];
  if (range.start.line === range.end.line) {
    const text = source.lines[comment.start.line]?.text.slice(comment.start.character) ?? "";
    const above = { line: range.start.line, character: 0 };
    const edits: Edit[] = [
      { range: between(above, above), text: `${text.trimEnd()}${source.lineEnd}` },
      { range: between(value.range.end, comment.end), text: "" },
    ];
    fixes.push(fix("Move the comment to a line of its own", edits, { safe: true }));
  }
  const message = "foreman knows no comment behind a value: it keeps this as a part of it.";
  return [found("env-inline-comment", comment, message, { fixes })];
}

function checkEnd(source: Source, { value, comment, range, separator }: DotenvEntry): Problem[] {
  const space = between(value.range.end, lineRange(source, range.end.line).end);
  if (comment || value.raw === "" || space.end.character === space.start.character || separator.text === ":") return [];
  const message = value.quote
    ? "foreman keeps the quotes when white space stands behind them, and the white space too."
    : "foreman keeps the white space behind a value as a part of it.";
  return [
    found("env-trailing-space", space, message, {
      fixes: [fix("Remove the white space", [{ range: space, text: "" }], { safe: true })],
    }),
  ];
}

/** A value without quotes. */
function checkPlain(source: Source, entry: DotenvEntry): Problem[] {
  const { value, range, separator } = entry;
  if (value.quote || /^['"]/.test(value.raw)) return [];
  const fixes = quoteFixes(entry);
  if (value.raw.includes("#")) {
    const message = "heroku local, honcho and npm's dotenv read a value without quotes only up to the #.";
    return [found("env-hash", value.range, message, { fixes })];
  }
  if (/\s/.test(value.raw)) {
    const message = "honcho joins the words of a value without quotes, and a shell runs the second as a command.";
    return [found("env-unquoted-space", value.range, message, { fixes })];
  }
  if (value.raw.includes("\\")) {
    return [found("env-backslash", value.range, "honcho and a shell drop the backslashes of a value without quotes.")];
  }
  const { text } = source.lines[range.start.line] ?? { text: "" };
  if (value.raw !== "" || text.trim().length > 2) return [];
  const edits = [{ range: between(separator.range.end, range.end), text: '""' }];
  const message = "heroku local passes over lines of two characters and less, so this key is not set there.";
  return [
    found("env-short-line", range, message, { fixes: [fix("Write the empty value as quotes", edits, { safe: true })] }),
  ];
}

/** Quotes that every common reader takes away. */
export function quoteFixes({ value }: DotenvEntry): Fix[] {
  const text = simplyQuoted(value.text);
  return text === undefined ? [] : [fix("Put the value in quotes", [{ range: value.range, text }], { safe: true })];
}
