import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatDotenvDocument } from "../../../../src/language-server/dotenv/formatting.ts";
import { applyEdits } from "../apply-edits.ts";
import { dotenvContext } from "../context-of.ts";
import { dotenvTexts } from "../dotenv-texts.ts";
import { runs } from "../procfile-texts.ts";

test("a document is formatted, a range of it only inside its lines", () => {
  const text = "A=1\n\n\n\n  # note  \nB=2\n  # end  ";
  assert.equal(applyEdits(text, formatDotenvDocument(dotenvContext(text))), "A=1\n\n# note\nB=2\n# end\n");
  const range = { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } };
  const edits = formatDotenvDocument(dotenvContext(text), range);
  assert.equal(applyEdits(text, edits), "A=1\n\n\n\n# note\nB=2\n  # end  ");
});

test("a file for docker is left as it is", () => {
  assert.deepEqual(formatDotenvDocument(dotenvContext("A=1\n\n\n\n", { file: "docker.env" })), []);
});

test("formatting any document twice is formatting it once, and its edits never overlap", () => {
  fc.assert(
    fc.property(dotenvTexts, (text) => {
      const once = applyEdits(text, formatDotenvDocument(dotenvContext(text)));
      assert.deepEqual(formatDotenvDocument(dotenvContext(once)), []);
    }),
    { numRuns: runs },
  );
});
