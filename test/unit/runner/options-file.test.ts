import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseOptionsFile } from "../../../src/runner/options-file.ts";

test("foreman's long option names are read", () => {
  const text = "formation: a=2,b=0\nport: 15000\ntimeout: 10\ntimestamp: false\nnope: 1\napp: shop\n";
  assert.deepEqual(parseOptionsFile(text), {
    kind: "options",
    options: { formation: "a=2,b=0", port: 15_000, timeout: 10, timestamp: false },
    unknown: ["nope"],
  });
});

test("an empty file and the old name of the formation", () => {
  assert.deepEqual(parseOptionsFile(""), { kind: "options", options: {}, unknown: [] });
  assert.deepEqual(parseOptionsFile("concurrency: web=2"), {
    kind: "options",
    options: { formation: "web=2" },
    unknown: [],
  });
});

describe("no options", () => {
  const bomb = ["a: &a [x]", ...Array.from({ length: 20 }, (_, i) => `b${i}: &b${i} [*a, *a, *a]`)].join("\n");
  for (const text of ["- 1", "port: [", "port: web", "just words", `${bomb}\nport: *b19`]) {
    test(text.slice(0, 20), () => assert.equal(parseOptionsFile(text).kind, "invalid"));
  }
});
