import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { applyEdits } from "../../../src/dotenv/apply-edits.ts";
import { formatDotenv } from "../../../src/dotenv/format.ts";
import { parseDotenv } from "../../../src/dotenv/parse-dotenv.ts";
import { dotenvReaders, readDotenv } from "../../../src/dotenv/readers.ts";

const cases: [name: string, before: string, after: string][] = [
  ["a tidy file", "# a\n\nA_KEY=1\n", "# a\n\nA_KEY=1\n"],
  ["nothing", "", ""],
  ["only blank lines", " \n\n\t", ""],
  ["blank lines", "\n \nA=x\n\n \n\nB=y\n\n\n", "A=x\n\nB=y\n"],
  ["white space round comments", "  # a \nA=x\n\t#b\n", "# a\nA=x\n#b\n"],
  ["a missing line end", "A=x\nB=y", "A=x\nB=y\n"],
  ["a line end that a shell would read as a part of the value", "A=x\r\nB=y", "A=x\r\nB=y"],
  ["a missing line end behind a comment", "A=x\r\n# c", "A=x\r\n# c\r\n"],
  ["what foreman sees stays", " A = x \nexport B=y\n", " A = x \nexport B=y\n"],
  ["a value with blank lines and hashes", "A='x\n\n\n # y \n'\n", "A='x\n\n\n # y \n'\n"],
  ["what one reader takes for a value", "A='\n\n\n  # b'\nB=1\n", "A='\n\n\n  # b'\nB=1\n"],
];

for (const [name, before, after] of cases) {
  test(`formats ${name}`, () => assert.equal(format(before), after));
}

const numRuns = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 500);
const piece = fc.constantFrom(
  ..."AB1=:'\"`#\\$ \t\n\r",
  "\n\n",
  " # c \n",
  "\nFOO=",
  "\nexport B=",
  "\uFEFF",
  "KEY=1\n",
  "  \n",
);
const texts = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));

test("no reader that reads a file reads anything else once it is formatted", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const result = format(text);
      for (const reader of dotenvReaders) {
        const before = readDotenv(text, reader);
        const after = readDotenv(result, reader);
        if (before.kind === "read") assert.deepEqual(after.kind === "read" && after.values, before.values, reader);
      }
    }),
    { numRuns },
  );
});

test("formatting twice is the same as once", () => {
  fc.assert(
    fc.property(texts, (text) => assert.equal(format(format(text)), format(text))),
    { numRuns },
  );
});

function format(text: string): string {
  return applyEdits(text, formatDotenv(text, parseDotenv(text)));
}
