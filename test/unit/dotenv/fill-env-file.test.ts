import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fillEnvFile } from "../../../src/dotenv/fill-env-file.ts";
import { commonReaders } from "../../../src/dotenv/quote.ts";
import { readDotenv } from "../../../src/dotenv/readers.ts";

test("comments, order, line ends and what is not chosen stay as they are", () => {
  const before = "# mine\r\nB=1\r\n\r\n# why A\r\nA='old' # here\r\nGONE=1\r\n";
  const { text, warnings } = fillEnvFile(before, { A: "new value", GONE: null, C: "3" });
  assert.equal(text, '# mine\r\nB=1\r\n\r\n# why A\r\nA="new value" # here\r\nC=3\r\n');
  assert.deepEqual(warnings, []);
});

test("who reads something else is said, by key", () => {
  const { warnings } = fillEnvFile("", { PEM: "a\nb\n", PLAIN: "x" });
  assert.deepEqual(
    warnings.map(({ key }) => key),
    ["PEM"],
  );
  assert.match(warnings[0]?.message ?? "", /heroku local/);
});

for (const [first, second] of [
  ["`", "`#"],
  ["' \"", "'#"],
  ['"', '"'],
  ["'", "it's"],
] as const) {
  test(`${first} stays what it is with ${second} behind it`, () => {
    const reading = readDotenv(fillEnvFile("", { FIRST: first, SECOND: second }).text, "workbench");
    assert.ok(reading.kind === "read");
    assert.deepEqual(Object.fromEntries(reading.values), { FIRST: first, SECOND: second });
  });
}

const numRuns = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 200);
const characters = fc.constantFrom(..."ab1 '\"`#\\$=:{}()\t\n\r;&|~!é☪", "\\n", `\${A}`, "$(id)", "x".repeat(5000));
const values = fc.array(characters, { maxLength: 12 }).map((all) => all.join(""));
const changes = fc.dictionary(fc.stringMatching(/^[A-Z][A-Z0-9_]{1,8}$/), values, {
  maxKeys: 6,
  noNullPrototype: true,
});
const lines = fc.constantFrom("A1=1", "B1='x y'", "# c", "");
const files = fc.array(lines, { maxLength: 6 }).map((all) => all.map((line) => `${line}\n`).join(""));

test("every common reader gets the same bytes back, but for the keys that are warned of", () => {
  fc.assert(
    fc.property(files, changes, (before, change) => {
      const { text, warnings } = fillEnvFile(before, change);
      const unsure = new Set(warnings.map(({ key }) => key));
      const sure = Object.entries(change).filter(([key]) => !unsure.has(key));
      const own = readDotenv(text, "workbench");
      assert.ok(own.kind === "read");
      for (const [key, value] of Object.entries(change)) assert.equal(own.values.get(key), value, key);
      if (unsure.size > 0) return;
      for (const reader of commonReaders) {
        const reading = readDotenv(text, reader);
        assert.ok(reading.kind === "read", reader);
        for (const [key, value] of sure) assert.equal(reading.values.get(key), value, `${reader}: ${key}`);
      }
    }),
    { numRuns },
  );
});
