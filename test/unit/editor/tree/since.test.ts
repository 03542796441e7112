import assert from "node:assert/strict";
import { test } from "node:test";
import { since } from "../../../../src/editor/tree/since.ts";

const now = new Date("2026-11-20T10:00:00Z");
const cases: [iso: string, words: string][] = [
  ["2026-11-20T09:59:30Z", "just now"],
  ["2026-11-20T10:00:30Z", "just now"],
  ["2026-11-20T09:59:00Z", "1 min"],
  ["2026-11-20T09:00:01Z", "59 min"],
  ["2026-11-20T09:00:00Z", "1 h"],
  ["2026-11-19T10:00:00Z", "1 d"],
  ["2026-10-20T10:00:00Z", "31 d"],
  ["not a time", "just now"],
];
for (const [iso, words] of cases) test(`${iso} was ${words}`, () => assert.equal(since(iso, now), words));
