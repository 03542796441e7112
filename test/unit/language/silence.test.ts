import assert from "node:assert/strict";
import { test } from "node:test";
import type { Problem } from "../../../src/language/problem.ts";
import { silencingComment, withoutSilenced } from "../../../src/language/silence.ts";
import { inLine } from "../../../src/language/text.ts";

const problems: Problem[] = [problem("a", 0), problem("b", 1), problem("a", 2), problem("c", 2)];

const cases: [name: string, comments: [line: number, text: string][], left: string[]][] = [
  ["no comment", [], ["a0", "b1", "a2", "c2"]],
  ["another comment", [[1, "# the workers"]], ["a0", "b1", "a2", "c2"]],
  ["the next line", [[1, "# heroku-workbench-disable-next-line a"]], ["a0", "b1", "c2"]],
  ["the next line, two codes", [[1, "#heroku-workbench-disable-next-line a c"]], ["a0", "b1"]],
  ["the next line, commas", [[1, "#  heroku-workbench-disable-next-line a, c"]], ["a0", "b1"]],
  ["the next line, everything", [[1, "# heroku-workbench-disable-next-line"]], ["a0", "b1"]],
  ["the file", [[9, "# heroku-workbench-disable a"]], ["b1", "c2"]],
  ["the file, everything", [[9, "## heroku-workbench-disable "]], ["a0", "b1", "a2", "c2"]],
  ["the file, everything, indeed", [[9, "# heroku-workbench-disable "]], []],
  [
    "two comments",
    [
      [0, "# heroku-workbench-disable a"],
      [0, "# heroku-workbench-disable-next-line b"],
    ],
    ["c2"],
  ],
  ["a word that only starts so", [[0, "# heroku-workbench-disabled a"]], ["a0", "b1", "a2", "c2"]],
  ["the comment that is offered for a file", [[9, silencingComment("a", "file")]], ["b1", "c2"]],
  ["the comment that is offered", [[1, silencingComment("c")]], ["a0", "b1", "a2"]],
];

for (const [name, comments, left] of cases) {
  test(`silence: ${name}`, () => {
    const found = withoutSilenced(
      problems,
      comments.map(([line, text]) => ({ line, text })),
    );
    assert.deepEqual(
      found.map(({ code, range }) => `${code}${range.start.line}`),
      left,
    );
  });
}

function problem(code: string, line: number): Problem {
  return { code, severity: "warning", message: "x", range: inLine(line, 0, 1) };
}
