import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { applyEdits } from "../../../src/dotenv/apply-edits.ts";
import { parseDotenv, valuesOf } from "../../../src/dotenv/parse-dotenv.ts";
import { commentOutKey, removeKey, renameKey, setKey } from "../../../src/dotenv/write.ts";
import type { Edit } from "../../../src/language/text.ts";

type Change = (text: string) => Edit[];
const set =
  (key: string, value: string): Change =>
  (text) =>
    setKey(text, key, value);
const remove =
  (key: string): Change =>
  (text) =>
    removeKey(text, key);
const rename =
  (key: string, to: string): Change =>
  (text) =>
    renameKey(text, key, to);
const comment =
  (key: string): Change =>
  (text) =>
    commentOutKey(text, key);

const cases: [name: string, change: Change, before: string, after: string][] = [
  ["set in place", set("A", "x y"), "# a\n A = 1 # c\r\nB=2", '# a\n A = "x y" # c\r\nB=2'],
  ["set the last of two", set("A", "3"), "A=1\nA=2\n", "A=1\nA=3\n"],
  ["set a value of several lines", set("A", "1"), 'A="x\ny"\nB=2\n', "A=1\nB=2\n"],
  ["set behind a colon", set("A", "1"), "A:\n", "A: 1\n"],
  ["set a new key", set("B", "2"), "A=1\n", "A=1\nB=2\n"],
  ["set a new key without a line end", set("B", "2"), "A=1\r\nC=3", "A=1\r\nC=3\r\nB=2\r\n"],
  ["set in nothing", set("B", ""), "", 'B=""\n'],
  ["set what an open quote above would take", set("B", "#x"), 'A="x\nB=1\n', "A=\"x\nB='#x'\n"],
  ["remove", remove("A"), "# a\nA=1\nB=2\nA='x\ny'\n", "# a\nB=2\n"],
  ["remove the last without a line end", remove("A"), "B=1\nA=1\nA=2", "B=1\n"],
  ["remove all", remove("A"), "A=1\nA=2", ""],
  ["remove what is not there", remove("X"), "A=1\n", "A=1\n"],
  ["rename", rename("A", "NEW"), "export A=1\nAB=2\nA: x # A\n", "export NEW=1\nAB=2\nNEW: x # A\n"],
  ["comment out", comment("A"), "A='x\r\ny'\r\n B=1\r\n", "# A='x\r\n# y'\r\n B=1\r\n"],
];

for (const [name, change, before, after] of cases) {
  test(name, () => assert.equal(applyEdits(before, change(before)), after));
}

const numRuns = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 300);
const line = fc.constantFrom(
  "A=1",
  "B='x y'",
  'C="1\n2"',
  "# c",
  "",
  "  A = 3 # no",
  "export D=4",
  "E: 5",
  "junk",
  "F=",
);
const files = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\r\n")), { maxLength: 8 })
  .map((lines) => lines.flat().join(""));
const values = fc.string({ unit: fc.constantFrom(..."ab '\"`#\\$=é\n"), maxLength: 8 });
const keys = fc.constantFrom(..."ABCDEFG");

test("a key that is set has the value, and the others keep theirs", () => {
  fc.assert(
    fc.property(files, keys, values, (text, key, value) => {
      const expected = valuesOf(parseDotenv(text)).set(key, value);
      assert.deepEqual(valuesOf(parseDotenv(applyEdits(text, setKey(text, key, value)))), expected);
    }),
    { numRuns },
  );
});

test("a key that is removed or commented out is gone, and the others keep their values", () => {
  fc.assert(
    fc.property(files, keys, (text, key) => {
      const expected = valuesOf(parseDotenv(text));
      expected.delete(key);
      for (const edits of [removeKey(text, key), commentOutKey(text, key)]) {
        assert.deepEqual(valuesOf(parseDotenv(applyEdits(text, edits))), expected);
      }
    }),
    { numRuns },
  );
});
