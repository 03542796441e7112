import assert from "node:assert/strict";
import { test } from "node:test";
import { localPorts } from "../../../src/procfile/local-ports.ts";
import { parse } from "../../../src/procfile/syntax.ts";

const table: readonly (readonly [string, number, readonly (readonly [string, number])[]])[] = [
  ["", 5000, []],
  ["web: a", 5000, [["web", 5000]]],
  [
    "# first\nweb: a\n\nno process\nworker: b\nclock: c",
    3000,
    [
      ["web", 3000],
      ["worker", 3100],
      ["clock", 3200],
    ],
  ],
  [
    "web: a\nworker: b\nweb: c",
    5000,
    [
      ["web", 5200],
      ["worker", 5100],
    ],
  ],
];

test("each type gets a hundred more than the one before", async (t) => {
  for (const [text, base, expected] of table) {
    await t.test(JSON.stringify(text), () => assert.deepEqual([...localPorts(parse(text), base)], expected));
  }
});
