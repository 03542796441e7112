import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { commonReaders, quoteValue, simplyQuoted } from "../../../src/dotenv/quote.ts";
import { readDotenv } from "../../../src/dotenv/readers.ts";

const cases: [value: string, text: string, warning?: RegExp][] = [
  ["plain", "plain"],
  ["", '""'],
  ["two words", '"two words"'],
  ["a#b", '"a#b"'],
  [" spaces ", '" spaces "'],
  ["it's", `"it's"`],
  ['say "hi"', `'say "hi"'`],
  ["pa$$word", "'pa$$word'"],
  ["$HOME", "'$HOME'"],
  ["c:\\dir", "'c:\\dir'"],
  ["ünïcode ☪", '"ünïcode ☪"'],
  ["https://u:p@h.io/x?y=1", "https://u:p@h.io/x?y=1"],
  ["a\nb", '"a\\nb"', /line ends: heroku local reads/],
  ['it\'s "x"', `it's "x"`, /both kinds of quotes: honcho reads/],
  ["\0", "\0", /U\+0000/],
];

for (const [value, text, warning] of cases) {
  test(`the spelling of ${JSON.stringify(value)}`, () => {
    const quoted = quoteValue(value);
    assert.equal(quoted.text, text);
    if (warning) assert.match(quoted.warning ?? "", warning);
    else
      assert.deepEqual(
        [quoted.warning, commonReaders.filter((reader) => !quoted.readBy.includes(reader))],
        [undefined, []],
      );
  });
}

test("more than 64 KB are too much for Heroku", () => {
  assert.match(quoteValue("x".repeat(65_537)).warning ?? "", /64 KB/);
});

const numRuns = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 500);
const characters = fc.constantFrom(..."ab1 '\"`#\\$=:{}()\t\n\r;&|~!é\u2028\uFEFF", "\\n", `\${A}`, "$(id)");
const values = fc.oneof(
  fc.array(characters, { maxLength: 12 }).map((all) => all.join("")),
  fc.string({ unit: "binary", maxLength: 20 }),
);

test("the readers that are named read the value back, others do not, and the warning says so", () => {
  fc.assert(
    fc.property(values, (value) => {
      const { text, readBy, warning } = quoteValue(value);
      const reads = (reader: (typeof commonReaders)[number]) => {
        // Quotes in what comes later are no ends of this one.
        const reading = readDotenv(`FIRST=1\nVALUE=${text}\nLAST=2\n# "\n# '\n# \`\n`, reader);
        return reading.kind === "read" && reading.values.get("VALUE") === value && reading.values.get("LAST") === "2";
      };
      for (const reader of commonReaders) assert.equal(reads(reader), readBy.includes(reader), reader);
      if (warning === undefined)
        assert.deepEqual(
          commonReaders.filter((reader) => !readBy.includes(reader)),
          [],
        );
    }),
    { numRuns },
  );
});

test("values of letters, digits, spaces and one kind of quotes always have a spelling for all", () => {
  const easy = fc.string({ unit: fc.constantFrom(..."abcXYZ019 #$&@!:;,./()'é=%"), maxLength: 30 });
  fc.assert(
    fc.property(easy, (value) => quoteValue(value).warning === undefined || /['`].*\$|\$.*'/.test(value)),
    { numRuns },
  );
});

test("simple quotes serve every common reader", () => {
  fc.assert(
    fc.property(values, (value) => {
      const text = simplyQuoted(value);
      if (text === undefined) return;
      for (const reader of commonReaders) {
        const reading = readDotenv(`VALUE=${text}`, reader);
        assert.ok(reading.kind === "read" && reading.values.get("VALUE") === value, reader);
      }
    }),
    { numRuns },
  );
});
