import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dotenvHighlights } from "../../../../src/language-server/dotenv/document-highlight.ts";
import { dotenvFoldingRanges } from "../../../../src/language-server/dotenv/folding-ranges.ts";
import { maskedRanges } from "../../../../src/language-server/dotenv/masked-ranges.ts";
import { dotenvSemanticTokens } from "../../../../src/language-server/dotenv/semantic-tokens.ts";
import { dotenvSymbols } from "../../../../src/language-server/dotenv/symbols.ts";
import { dotenvContext } from "../context-of.ts";
import { decodeTokens } from "../decode-tokens.ts";
import { dotenvTexts } from "../dotenv-texts.ts";
import { runs } from "../procfile-texts.ts";

const text = "# one\n# two\n\nexport A='x\ny' # note\nB=\nA: z\n";

test("keys are the symbols, and no value is told", () => {
  const symbols = dotenvSymbols(dotenvContext(text));
  assert.deepEqual(
    symbols.map(({ name, range }) => [name, range.start.line, range.end.line]),
    [
      ["A", 3, 4],
      ["B", 5, 5],
      ["A", 6, 6],
    ],
  );
  assert.ok(symbols.every(({ detail }) => detail === undefined));
});

test("blocks of comments and groups fold", () => {
  assert.deepEqual(dotenvFoldingRanges(dotenvContext(text)), [
    { startLine: 0, endLine: 1, kind: "comment" },
    { startLine: 3, endLine: 6 },
  ]);
});

test("parts have their kinds, and a value of two lines two tokens", () => {
  assert.deepEqual(
    decodeTokens(text, dotenvSemanticTokens(dotenvContext(text))).map(({ text, type }) => `${type} ${text}`),
    [
      "comment # one",
      "comment # two",
      "keyword export",
      "property A",
      "operator =",
      "string 'x",
      "string y'",
      "comment # note",
      "property B",
      "operator =",
      "property A",
      "operator :",
      "string z",
    ],
  );
});

test("of a range that begins inside a value, the tokens of its lines", () => {
  const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 2 } };
  const tokens = decodeTokens(text, dotenvSemanticTokens(dotenvContext(text), range));
  assert.deepEqual(
    tokens.map(({ line, text }) => [line, text]),
    [
      [4, "y'"],
      [4, "# note"],
    ],
  );
});

test("values are hidden inside their quotes, empty ones not", () => {
  const context = dotenvContext(text);
  assert.deepEqual(
    maskedRanges(context).map(({ key, range }) => [key, context.text.getText(range)]),
    [
      ["A", "x\ny"],
      ["A", "z"],
    ],
  );
});

test("a key given twice is highlighted twice", () => {
  assert.equal(dotenvHighlights(dotenvContext(text), { line: 3, character: 7 }).length, 2);
  assert.equal(dotenvHighlights(dotenvContext(text), { line: 3, character: 9 }).length, 0);
});

test("tokens of any document are in order, inside their lines, and do not overlap", () => {
  fc.assert(
    fc.property(dotenvTexts, (any) => void decodeTokens(any, dotenvSemanticTokens(dotenvContext(any)))),
    { numRuns: runs },
  );
});

test("hidden ranges of any document are inside it and in order", () => {
  fc.assert(
    fc.property(dotenvTexts, (any) => {
      const context = dotenvContext(any);
      let last = 0;
      for (const { range } of maskedRanges(context)) {
        const [start, end] = [context.text.offsetAt(range.start), context.text.offsetAt(range.end)];
        assert.ok(last <= start && start < end);
        last = end;
      }
      dotenvFoldingRanges(context);
      dotenvSymbols(context);
    }),
    { numRuns: runs },
  );
});
