import { printParseErrorCode, visit } from "jsonc-parser";
import type { Problem } from "../../language/problem.ts";
import type { JsonDocument, Offsets } from "../json-document.ts";
import { problem } from "./manifest.ts";

/** What keeps the text from being JSON: comments, trailing commas, a byte order mark, and everything else. */
export function checkSyntax(document: JsonDocument): Problem[] {
  const start = { offset: 0, length: Math.min(1, document.text.length) };
  if (document.text.trim() === "") {
    return [
      problem(
        { document },
        "app-json-syntax",
        start,
        "An empty file is no JSON: the platform stops here. Write at least {}.",
      ),
    ];
  }
  if (!document.root && document.errors.length === 0) {
    return [problem({ document }, "app-json-syntax", start, "This file nests too deep to be an app.json.")];
  }
  const marks = document.text.startsWith("\uFEFF") ? [byteOrderMark(document)] : [];
  return [...marks, ...looseTokens(document), ...otherErrors(document)];
}

function byteOrderMark(document: JsonDocument): Problem {
  const at = { offset: 0, length: 1 };
  const message = "A byte order mark comes before the first brace, where a strict JSON reader stops.";
  return problem({ document }, "app-json-byte-order-mark", at, message, {
    fixes: [{ title: "Remove the byte order mark", safe: true, edits: [{ range: document.rangeOf(at), text: "" }] }],
  });
}

function looseTokens(document: JsonDocument): Problem[] {
  const found: Problem[] = [];
  let comma: Offsets | undefined;
  const forget = () => {
    comma = undefined;
  };
  const end = () => {
    if (comma) found.push(trailingComma(document, comma));
    comma = undefined;
  };
  visit(document.text, {
    onComment: (offset, length) => {
      found.push(comment(document, { offset, length }));
    },
    onSeparator: (character, offset, length) => {
      comma = character === "," ? { offset, length } : undefined;
    },
    onObjectProperty: forget,
    onLiteralValue: forget,
    onObjectBegin: forget,
    onArrayBegin: forget,
    onObjectEnd: end,
    onArrayEnd: end,
  });
  return found;
}

function comment(document: JsonDocument, at: Offsets): Problem {
  const message = "JSON has no comments: the platform stops here and creates no app.";
  return problem({ document }, "app-json-comment", at, message, {
    fixes: [{ title: "Remove the comment", safe: true, edits: [{ range: document.rangeOf(at), text: "" }] }],
  });
}

function trailingComma(document: JsonDocument, at: Offsets): Problem {
  const message = "JSON has no comma after the last entry: the platform stops here and creates no app.";
  return problem({ document }, "app-json-trailing-comma", at, message, {
    fixes: [{ title: "Remove the comma", safe: true, edits: [{ range: document.rangeOf(at), text: "" }] }],
  });
}

/** Only the first few: one missing quote makes many. */
function otherErrors(document: JsonDocument): Problem[] {
  return document.errors
    .filter(({ offset }) => offset > 0 || !document.text.startsWith("\uFEFF"))
    .slice(0, 3)
    .map(({ error, offset, length }) =>
      problem(
        { document },
        "app-json-syntax",
        { offset, length },
        `${wording(printParseErrorCode(error))} The platform stops here and creates no app.`,
      ),
    );
}

function wording(code: string): string {
  return words[code] ?? "This is not JSON.";
}

const words: Readonly<Record<string, string>> = {
  InvalidSymbol: "JSON has no such word: text stands in double quotes.",
  InvalidNumberFormat: "This is not a number of JSON.",
  PropertyNameExpected: "A key in double quotes belongs here.",
  ValueExpected: "A value belongs here.",
  ColonExpected: "A colon belongs here.",
  CommaExpected: "A comma belongs here.",
  CloseBraceExpected: "A closing brace is missing.",
  CloseBracketExpected: "A closing bracket is missing.",
  EndOfFileExpected: "The file should end after its one object.",
  UnexpectedEndOfComment: "This comment has no end.",
  UnexpectedEndOfString: "This text has no closing quote.",
  UnexpectedEndOfNumber: "This number has no end.",
  InvalidUnicode: "This is no character: \\u needs four hexadecimal digits.",
  InvalidEscapeCharacter: "JSON does not have this escape.",
  InvalidCharacter: "A control character, such as a tab, has to be escaped inside text.",
};
