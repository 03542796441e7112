import assert from "node:assert/strict";
import { test } from "node:test";
import { parseLogfmt, quote, quoteIfNeeded } from "../../../src/logs/logfmt.ts";

const cases: [text: string, expected: Record<string, string>][] = [
  ["", {}],
  ["a=1 b=2", { a: "1", b: "2" }],
  ["a= b=", { a: "", b: "" }],
  ["a", { a: "" }],
  ['a="x y" b=z', { a: "x y", b: "z" }],
  ['a="" b=1', { a: "", b: "1" }],
  ['a="x \\" y" b=1', { a: 'x " y', b: "1" }],
  ['a="c:\\temp\\new"', { a: "c:\\temp\\new" }],
  ['a="x=1 b=2"', { a: "x=1 b=2" }],
  ["path=/a?b=c&d=e x=1", { path: "/a?b=c&d=e", x: "1" }],
  ["measure#db=1ms", { "measure#db": "1ms" }],
  ["a=1 a=2", { a: "2" }],
  ['a="never ends b=1', { a: "", never: "", ends: "", b: "1" }],
  ["  a=1   b=2  ", { a: "1", b: "2" }],
  ["=x a=1", { x: "", a: "1" }],
];

for (const [text, expected] of cases) {
  test(`logfmt ${text}`, () => assert.deepEqual(Object.fromEntries(parseLogfmt(text)), expected));
}

test("any value comes back from its quotes, and never ends them", () => {
  const alphabet = ['"', "\\", "n", "u", " ", "=", "\n", "\r", "\0", "\u2028", "é", "😀", "a", "\\u0041"];
  for (let round = 0; round < 3000; round++) {
    const value = Array.from({ length: round % 9 }, () => alphabet[Math.floor(Math.random() * alphabet.length)]).join(
      "",
    );
    for (const written of [quote(value), quoteIfNeeded(value)]) {
      assert.deepEqual(
        [...parseLogfmt(`before=1 a=${written} after=2`)],
        [
          ["before", "1"],
          ["a", value],
          ["after", "2"],
        ],
      );
      assert.doesNotMatch(written, /[\r\n\0\u2028]/);
    }
  }
});

test("a hostile value is read in linear time", () => {
  const started = performance.now();
  parseLogfmt(`a="${"\\".repeat(200_000)}`);
  parseLogfmt(`${'a="'.repeat(60_000)}`);
  assert.ok(performance.now() - started < 5000);
});
