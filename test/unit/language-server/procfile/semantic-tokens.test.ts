import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { procfileSemanticTokens } from "../../../../src/language-server/procfile/semantic-tokens.ts";
import { procfileContext } from "../context-of.ts";
import { decodeTokens } from "../decode-tokens.ts";
import { procfileTexts, runs } from "../procfile-texts.ts";

test("names, programs, options, variables and comments have their kinds", () => {
  const text = "# top\nweb: A=1 puma -p $PORT | tee 'x y'\n";
  assert.deepEqual(
    decodeTokens(text, procfileSemanticTokens(procfileContext(text))).map(({ text, type }) => `${type} ${text}`),
    [
      "comment # top",
      "type web",
      "property A=",
      "function puma",
      "parameter -p",
      "variable $PORT",
      "operator |",
      "function tee",
      "string 'x y'",
    ],
  );
});

test("of a range, the tokens of its lines", () => {
  const text = "a: x\nb: y\nc: z\n";
  const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
  const tokens = decodeTokens(text, procfileSemanticTokens(procfileContext(text), range));
  assert.deepEqual(
    tokens.map(({ text }) => text),
    ["b", "y"],
  );
});

test("tokens of any document are in order, inside their lines, and do not overlap", () => {
  fc.assert(
    fc.property(procfileTexts, (text) => void decodeTokens(text, procfileSemanticTokens(procfileContext(text)))),
    { numRuns: runs },
  );
});
