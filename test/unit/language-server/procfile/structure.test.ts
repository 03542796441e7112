import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { SelectionRange } from "vscode-languageserver";
import type { Position } from "../../../../src/language/text.ts";
import { comparePositions } from "../../../../src/language-server/edits.ts";
import { procfileHighlights } from "../../../../src/language-server/procfile/document-highlight.ts";
import { procfileFoldingRanges } from "../../../../src/language-server/procfile/folding-ranges.ts";
import { procfileSelectionRanges } from "../../../../src/language-server/procfile/selection-ranges.ts";
import { procfileContext } from "../context-of.ts";
import { procfileTexts, runs } from "../procfile-texts.ts";

function selections(text: string, position: Position): string[] {
  const context = procfileContext(text);
  const texts: string[] = [];
  let selection: SelectionRange | undefined = procfileSelectionRanges(context, [position])[0];
  for (; selection; selection = selection.parent) texts.push(context.text.getText(selection.range));
  return texts;
}

test("a selection grows from word to simple command, command, line and file", () => {
  const text = "web: cd x && puma -p $PORT\nb: c\n";
  assert.deepEqual(selections(text, { line: 0, character: 14 }), [
    "puma",
    "puma -p $PORT",
    "cd x && puma -p $PORT",
    "web: cd x && puma -p $PORT",
    text,
  ]);
  assert.deepEqual(selections(text, { line: 0, character: 1 }), ["web", "web: cd x && puma -p $PORT", text]);
});

test("selections of any place in any document hold each other and the place", () => {
  fc.assert(
    fc.property(procfileTexts, fc.nat(10), fc.nat(30), (text, line, character) => {
      const position = { line, character };
      for (const selection of procfileSelectionRanges(procfileContext(text), [position]))
        checkNesting(selection, position);
    }),
    { numRuns: runs },
  );
});

function checkNesting({ range, parent }: SelectionRange, position: Position): void {
  assert.ok(comparePositions(range.start, position) <= 0 && comparePositions(position, range.end) <= 0);
  if (!parent) return;
  assert.ok(
    comparePositions(parent.range.start, range.start) <= 0 && comparePositions(range.end, parent.range.end) <= 0,
  );
  assert.notDeepEqual(parent.range, range);
  checkNesting(parent, position);
}

const folds: [text: string, expected: string[]][] = [
  ["a: 1\nb: 2\n", ["0-1"]],
  ["a: 1\n\nb: 2\nc: 3\n", ["2-3"]],
  ["# one\n# two\n\na: 1\n", ["0-1 comment"]],
  ["# one\n# two\na: 1\n", ["0-2"]],
  ["a: 1\n# one\n# two\nb: 2\n", ["0-3", "1-2 comment"]],
  ["a: 1\n", []],
  ["", []],
];

for (const [text, expected] of folds) {
  test(`${JSON.stringify(text)} folds ${expected.join(", ") || "nowhere"}`, () => {
    const found = procfileFoldingRanges(procfileContext(text)).map(({ startLine, endLine, kind }) => {
      return `${startLine}-${endLine}${kind === undefined ? "" : ` ${kind}`}`;
    });
    assert.deepEqual(found, expected);
  });
}

test("a variable is highlighted with its assignments, a name with its namesakes", () => {
  const context = procfileContext(`web: A=1 x $A \${A}\nworker: y '$A' $B\nweb: z $A\n`);
  const at = (line: number, character: number) => {
    return procfileHighlights(context, { line, character }).map(
      ({ range, kind }) => `${context.text.getText(range)} ${kind}`,
    );
  };
  assert.deepEqual(at(0, 12), ["A 3", "$A 2", `\${A} 2`, "$A 2"]);
  assert.deepEqual(at(2, 1), ["web 1", "web 1"]);
  assert.deepEqual(at(1, 9), []);
});
