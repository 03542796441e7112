import type { Problem } from "../../language/problem.ts";
import { isConfigVarName } from "../parse-dotenv.ts";
import type { DotenvEntry } from "../syntax.ts";
import { between, entriesOf, fix, found, type Source, wholeLines } from "./source.ts";

/** The key of an entry, and what stands before it. */
export function checkKey(entry: DotenvEntry): Problem[] {
  return [...checkName(entry), ...checkExport(entry), ...checkIndentation(entry)];
}

function checkName({ key: { text, range } }: DotenvEntry): Problem[] {
  if (!isConfigVarName(text)) {
    return [
      found(
        "env-invalid-key",
        range,
        `Heroku takes no config var of this name, and foreman passes over the line: only letters, digits and _ may stand in a key.`,
      ),
    ];
  }
  if (/^[0-9]/.test(text)) {
    return [found("env-digit-first", range, "honcho and a shell pass over a key that starts with a digit.")];
  }
  if (!/^[a-z][a-z0-9_]*$/.test(text) || lowerCaseNames.test(text)) return [];
  const upper = text.toUpperCase();
  return [
    found(
      "env-lower-case-key",
      range,
      `Config vars are in upper case by custom: ${upper}. Other programs look for exactly the name that stands here.`,
    ),
  ];
}

/** Names that programs look for in lower case. */
const lowerCaseNames = /^(?:(?:https?|no|all|ftp)_proxy$|npm_|pip_|yarn_)/;

function checkExport({ exported, key }: DotenvEntry): Problem[] {
  if (!exported) return [];
  const message = "foreman and honcho pass over a line with export, heroku local takes it for a part of the key.";
  const edits = [{ range: between(exported.start, key.range.start), text: "" }];
  return [found("env-export", exported, message, { fixes: [fix("Remove export", edits, { safe: false })] })];
}

function checkIndentation({ range, exported, key }: DotenvEntry): Problem[] {
  const before = between(range.start, (exported ?? key.range).start);
  const mark = range.start.line === 0 && before.end.character === 1;
  if (before.end.character === 0 || exported || mark) return [];
  const fixes = [fix("Remove the white space", [{ range: before, text: "" }], { safe: true })];
  return [found("env-indented-key", before, "foreman passes over a line with white space before the key.", { fixes })];
}

/** Every reader keeps the last of several; the earlier ones are reported. */
export function checkDuplicates(source: Source): Problem[] {
  const last = new Map<string, DotenvEntry>();
  const problems: Problem[] = [];
  for (const entry of entriesOf(source.document).toReversed()) {
    const later = last.get(entry.key.text);
    if (later) problems.push(duplicate(source, entry, later));
    else last.set(entry.key.text, entry);
  }
  return problems.reverse();
}

function duplicate(source: Source, entry: DotenvEntry, later: DotenvEntry): Problem {
  const { text, range } = entry.key;
  const message = `Line ${later.range.start.line + 1} sets ${text} again, and every reader keeps the last.`;
  return found("env-duplicate-key", range, message, {
    related: [{ message: `The ${text} that counts`, range: later.key.range }],
    fixes: [fix("Remove this line", [{ range: wholeLines(source, entry.range), text: "" }], { safe: false })],
    tag: "unnecessary",
  });
}
