import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { defaultSettings } from "../../../../src/language/settings.ts";
import {
  formatProcfileDocument,
  formatProcfileOnType,
  formatProcfileRange,
} from "../../../../src/language-server/procfile/formatting.ts";
import { applyEdits } from "../apply-edits.ts";
import { procfileContext } from "../context-of.ts";
import { procfileTexts, runs } from "../procfile-texts.ts";

const aligned = { procfile: { ...defaultSettings.procfile, alignCommands: true } };

test("a document is formatted, with its commands in one column when the setting says so", () => {
  const text = "web:puma\nworker:    sidekiq  ";
  assert.equal(applyEdits(text, formatProcfileDocument(procfileContext(text))), "web: puma\nworker: sidekiq\n");
  const edits = formatProcfileDocument(procfileContext(text, { settings: aligned }));
  assert.equal(applyEdits(text, edits), "web:    puma\nworker: sidekiq\n");
});

test("a range is its lines, the last one only when something of it is selected", () => {
  const text = "a:1\nb:2\nc:3\n";
  const range = { start: { line: 0, character: 2 }, end: { line: 2, character: 0 } };
  assert.equal(applyEdits(text, formatProcfileRange(procfileContext(text), range)), "a: 1\nb: 2\nc:3\n");
});

test("a new line formats the line that was left, and no other", () => {
  const text = "a:1\nb:2  \n\nc:3";
  const edits = formatProcfileOnType(procfileContext(text), { line: 2, character: 0 }, "\n");
  assert.equal(applyEdits(text, edits), "a:1\nb: 2\n\nc:3");
  assert.deepEqual(formatProcfileOnType(procfileContext(text), { line: 0, character: 0 }, "\n"), []);
});

const typedColons: [text: string, column: number, expected: string][] = [
  ["web:", 4, "web:"],
  ["web :", 5, "web:"],
  ["web:puma", 4, "web: puma"],
  ["web : puma", 5, "web: puma"],
  ["web: http:", 10, "web: http:"],
  ["# web:", 6, "# web:"],
  ["two words:", 10, "two words:"],
  [":", 1, ":"],
];

for (const [text, column, expected] of typedColons) {
  test(`after the colon at ${column} of "${text}" stands "${expected}"`, () => {
    const edits = formatProcfileOnType(procfileContext(text), { line: 0, character: column }, ":");
    assert.equal(applyEdits(text, edits), expected);
  });
}

test("formatting any document twice is formatting it once, and its edits never overlap", () => {
  fc.assert(
    fc.property(procfileTexts, fc.boolean(), (text, alignCommands) => {
      const settings = { procfile: { ...defaultSettings.procfile, alignCommands } };
      const once = applyEdits(text, formatProcfileDocument(procfileContext(text, { settings })));
      assert.deepEqual(formatProcfileDocument(procfileContext(once, { settings })), []);
    }),
    { numRuns: runs },
  );
});

test("edits of any range and after any key apply", () => {
  fc.assert(
    fc.property(procfileTexts, fc.nat(10), fc.nat(10), fc.nat(20), (text, a, b, character) => {
      const context = procfileContext(text);
      const range = { start: { line: Math.min(a, b), character: 0 }, end: { line: Math.max(a, b), character } };
      applyEdits(text, formatProcfileRange(context, range));
      applyEdits(text, formatProcfileOnType(context, { line: a, character }, "\n"));
      applyEdits(text, formatProcfileOnType(context, { line: a, character }, ":"));
    }),
    { numRuns: runs },
  );
});
