import assert from "node:assert/strict";
import { test } from "node:test";
import { noSurroundings } from "../../../src/language/project-facts.ts";
import { checkProcfile } from "../../../src/procfile/check-procfile.ts";
import { applyChange, type ProcfileDocument, parse } from "../../../src/procfile/syntax.ts";

test("problems come from the top to the end", () => {
  assert.deepEqual(codes("a: b\nx y\na: c\n: d\n"), ["missing-colon", "duplicate-name", "missing-name"]);
});

test("a comment silences the line below it", () => {
  assert.deepEqual(codes("a: b\n# heroku-workbench-disable-next-line duplicate-name\na: c\na: d\n"), [
    "duplicate-name",
  ]);
});

test("a comment silences the file", () => {
  assert.deepEqual(codes("a: b\na: c\nx y\n# heroku-workbench-disable duplicate-name\n"), ["missing-colon"]);
});

/** Limits ten times what it takes on a slow machine with two cores. */
test("10 000 lines are read and checked within 1 s", () => {
  const text = `${lines(10_000)}\n`;
  assert.ok(fastest(3, () => checkProcfile(parse(text), noSurroundings)) < 1000);
});

test("a keystroke in 2 000 lines is checked within 100 ms", () => {
  let document = parse(lines(2000));
  checkProcfile(document, noSurroundings);
  const type = () => {
    document = typed(document);
    checkProcfile(document, noSurroundings);
  };
  assert.ok(fastest(5, type) < 100);
});

function codes(text: string): string[] {
  return checkProcfile(parse(text), noSurroundings).map(({ code }) => code);
}

function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `worker${index}: bundle exec sidekiq -q ${index}`).join("\n");
}

function typed(document: ProcfileDocument): ProcfileDocument {
  const place = { line: 1000, character: 20 };
  return applyChange(document, { range: { start: place, end: place }, text: "x" });
}

/** Milliseconds of the fastest of some runs, which other work on the machine disturbs least. */
function fastest(times: number, work: () => unknown): number {
  const taken = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...taken);
}
