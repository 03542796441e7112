import type { Problem } from "../../language/problem.ts";
import { inLine } from "../../language/text.ts";
import { configVarsLimit } from "../quote.ts";
import type { DotenvItem } from "../syntax.ts";
import { between, entriesOf, fix, found, lineRange, type Source } from "./source.ts";

/** What concerns the file rather than one entry. */
export function checkWholeFile(source: Source): Problem[] {
  return [...checkMark(source), ...checkLineEnds(source), ...checkSize(source), ...checkOtherLines(source)];
}

/** The one problem of a JSON document, which is no list of entries; undefined for anything else. */
export function checkJson(text: string, source: Source): Problem | undefined {
  if (!/^\s*\{/.test(text) || !isJson(text)) return undefined;
  return found(
    "env-json",
    lineRange(source, 0),
    "Only heroku local reads a .env that is a JSON document; foreman, honcho and npm's dotenv find no key in it.",
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function checkMark({ lines }: Source): Problem[] {
  const marks = /^\uFEFF+/.exec(lines[0]?.text ?? "")?.[0];
  if (marks === undefined) return [];
  const range = inLine(0, 0, marks.length);
  const message =
    "A byte order mark stands before the first line: foreman, honcho and a shell do not see the key behind it, godotenv refuses the file.";
  return [
    found("env-byte-order-mark", range, message, {
      fixes: [fix("Remove the byte order mark", [{ range, text: "" }], { safe: true })],
    }),
  ];
}

function checkLineEnds({ lines, document }: Source): Problem[] {
  const ends = lines.flatMap(({ text, end }, line) => (end === "\r" ? [{ line, character: text.length }] : []));
  const [first] = ends;
  if (!first || document.items.length < 2) return [];
  const edits = ends.map((at) => ({ range: between(at, { line: at.line + 1, character: 0 }), text: "\n" }));
  const message =
    "The line ends with a carriage return only: foreman and heroku local take it and the next for one line.";
  return [
    found("env-cr-line-end", inLine(first.line, 0, first.character), message, {
      fixes: [fix("End all lines with a line feed", edits, { safe: true })],
    }),
  ];
}

function checkSize({ document }: Source): Problem[] {
  let bytes = 0;
  for (const { key, value, separator } of entriesOf(document)) {
    const own = bytesOf(value.text);
    bytes += bytesOf(key.text) + own;
    if (own > configVarsLimit) {
      const message =
        "This value alone is longer than the 64 KB that Heroku takes for all config vars of an app together.";
      return [found("env-too-large", between(key.range.start, separator.range.end), message)];
    }
    if (bytes > configVarsLimit) {
      const message =
        "Up to here the file holds more than the 64 KB that Heroku takes for all config vars of an app together.";
      return [found("env-too-large", key.range, message)];
    }
  }
  return [];
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Other lines that follow each other, such as those of a key in PEM form, are one problem. */
function checkOtherLines(source: Source): Problem[] {
  const problems: Problem[] = [];
  const { items } = source.document;
  for (let at = 0; at < items.length; at++) {
    const first = items[at];
    if (first?.kind !== "other") continue;
    if (isMarker(source, first)) {
      problems.push(
        found(
          "env-merge-marker",
          first.range,
          "This marker of a merge conflict is left over; both sides of the conflict are read, and the last one wins.",
        ),
      );
      continue;
    }
    while (items[at + 1]?.kind === "other" && !isMarker(source, items[at + 1])) at++;
    problems.push(notAnEntry(source, first, items[at] ?? first));
  }
  return problems;
}

function isMarker(source: Source, item: DotenvItem | undefined): boolean {
  return /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/.test(textOf(source, item));
}

function textOf({ lines }: Source, item: DotenvItem | undefined): string {
  return lines[item?.range.start.line ?? -1]?.text ?? "";
}

function notAnEntry(source: Source, first: DotenvItem, last: DotenvItem): Problem {
  const range = between(first.range.start, last.range.end);
  const several = first !== last;
  const message = `${several ? "These lines are" : "This line is"} no KEY=value: foreman and honcho pass over ${several ? "them" : "it"}, heroku local takes ${several ? "each" : "it"} for a key, a shell runs ${several ? "them" : "it"}.`;
  const name = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*$/.exec(textOf(source, first))?.[1];
  if (several || name === undefined) return found("env-not-an-entry", range, message);
  return found("env-not-an-entry", range, message, {
    fixes: [fix(`Give ${name} an empty value`, [{ range, text: `${name}=""` }], { safe: false })],
  });
}
