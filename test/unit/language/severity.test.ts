import assert from "node:assert/strict";
import { test } from "node:test";
import type { Problem } from "../../../src/language/problem.ts";
import { applySettings } from "../../../src/language/severity.ts";
import { inLine } from "../../../src/language/text.ts";

const problem: Problem = { code: "a-b", severity: "warning", message: "x", range: inLine(0, 0, 1) };

test("a code without a setting keeps its severity", () => {
  assert.deepEqual(applySettings([problem], { problems: { other: "off" } }), [problem]);
});

test("a code takes the severity that is set", () => {
  assert.deepEqual(applySettings([problem], { problems: { "a-b": "error" } }), [{ ...problem, severity: "error" }]);
});

test("a code that is off is gone", () => {
  assert.deepEqual(applySettings([problem], { problems: { "a-b": "off" } }), []);
});

test("a code called like a property of every object is an ordinary code", () => {
  const odd = { ...problem, code: "constructor" };
  assert.deepEqual(applySettings([odd], { problems: {} }), [odd]);
});
