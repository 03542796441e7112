import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Edit, Problem } from "../../../src/language/problem.ts";
import { inLine } from "../../../src/language/text.ts";
import { workspaceEdit } from "../../../src/language-server/edits.ts";
import { type ActionQuestion, compatibleEdits, problemActions } from "../../../src/language-server/fix-actions.ts";
import { applyEdits } from "./apply-edits.ts";
import { procfileContext, uriOf } from "./context-of.ts";
import { runs } from "./procfile-texts.ts";

const context = procfileContext("0123456789\nabcdefghij\n");

function problem(code: string, line: number, edits: readonly Edit[], safe = true): Problem {
  const fixes = edits.length === 0 ? [] : [{ title: `Fix ${code}`, edits, safe }];
  return { code, severity: "warning", message: code, range: inLine(line, 0, 3), fixes };
}

function replace(line: number, start: number, end: number, text: string, file?: string): Edit {
  return { range: inLine(line, start, end), text, ...(file === undefined ? {} : { file }) };
}

function ask(
  problems: readonly Problem[],
  question: Partial<ActionQuestion["context"]> = {},
  commentMayPrecede = true,
) {
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const asked = { range, context: { diagnostics: [], ...question } };
  return problemActions(context, problems, asked, { commentMayPrecede: () => commentMayPrecede });
}

test("of fixes that clash the first is taken, whole or not at all", () => {
  const edits = compatibleEdits([
    problem("a", 0, [replace(0, 0, 4, "A")]),
    problem("overlaps", 0, [replace(1, 0, 1, "B"), replace(0, 3, 6, "B")]),
    problem("touches", 0, [replace(0, 4, 5, "C")]),
    problem("again", 0, [replace(0, 4, 5, "C")]),
    problem("inserts there too", 0, [replace(0, 4, 4, "D")]),
    problem("elsewhere", 0, [replace(0, 0, 4, "E", "app.json")]),
    problem("unsafe", 1, [replace(1, 5, 6, "F")], false),
  ]);
  assert.deepEqual(
    edits.map(({ text }) => text),
    ["A", "C", "E"],
  );
});

const edit = fc.tuple(fc.nat(1), fc.nat(10), fc.nat(10)).map(([line, a, b]) => {
  return replace(line, Math.min(a, b), Math.max(a, b), "x");
});

test("the edits of any fixes apply together", () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const taken = compatibleEdits(edits.map((each) => problem("any", 0, [each])));
      assert.equal(taken.length > 0, edits.length > 0);
      const changes = workspaceEdit(context, taken).changes?.[context.uri] ?? [];
      applyEdits(context.text.getText(), changes);
      const starts = changes.map(({ range: { start } }) => `${start.line}:${start.character}`);
      assert.equal(new Set(starts).size, starts.length, "no two edits whose order matters");
    }),
    { numRuns: runs },
  );
});

test("the first safe fix is the preferred one, and a fix may change another file", () => {
  const fixes = [
    { title: "Guess", edits: [replace(0, 0, 1, "x")], safe: false },
    { title: "Surely", edits: [replace(0, 0, 1, "y", "app.json")], safe: true },
  ];
  const [guess, surely] = ask([{ ...problem("a", 0, []), fixes }]);
  assert.deepEqual([guess?.isPreferred, surely?.isPreferred], [undefined, true]);
  assert.deepEqual(Object.keys(surely?.edit?.changes ?? {}), [uriOf("app.json")]);
});

test("a comment goes only where one may stand", () => {
  const titles = (may: boolean) => ask([problem("a", 1, [])], {}, may).map(({ title }) => title);
  assert.deepEqual(titles(true), ["Silence a on this line", "Silence a in this file", "Turn a off in the settings"]);
  assert.deepEqual(titles(false), ["Silence a in this file", "Turn a off in the settings"]);
});

test("only the kinds that are asked for are given", () => {
  const problems = [problem("a", 0, [replace(0, 0, 1, "x")])];
  const kinds = (only: string[]) => [...new Set(ask(problems, { only }).map(({ kind }) => kind))];
  assert.deepEqual(kinds(["quickfix"]), ["quickfix"]);
  assert.deepEqual(kinds(["source"]), ["source.fixAll.herokuWorkbench"]);
  assert.deepEqual(kinds(["source.fixAll.other"]), []);
  assert.deepEqual(kinds(["refactor"]), []);
});

test("when everything is selected, thousands of problems do not give thousands of actions", () => {
  const problems = Array.from({ length: 3000 }, () => problem("a", 0, []));
  assert.ok(ask(problems).length < 200);
});
