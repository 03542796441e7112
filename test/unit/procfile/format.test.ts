import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type FormatOptions, formatProcfile, type LineSpan } from "../../../src/procfile/format.ts";
import { readProcfile } from "../../../src/procfile/readers.ts";
import { parse } from "../../../src/procfile/syntax.ts";
import { applyEdits, procfileText, runs } from "./procfile-text.ts";

const plain: [name: string, text: string, formatted: string][] = [
  ["nothing", "", ""],
  ["tidy", "web: a\n\n# b\nx: c\n", "web: a\n\n# b\nx: c\n"],
  ["gaps", "web:a\nx:   b\ny:\tc\n", "web: a\nx: b\ny: c\n"],
  ["ends", "web: a  \n# b \n \nhello \nx: c\t\n", "web: a\n# b\n\nhello\nx: c\n"],
  ["an indented comment", " # a\nweb: b\n", "# a\nweb: b\n"],
  ["an indented line would become a process", " web: a\n", " web: a\n"],
  ["a space before the colon, too", "web : a\n", "web : a\n"],
  ["no end at the end", "web: a", "web: a\n"],
  ["white space and no end at the end", "web: a  ", "web: a\n"],
  ["several ends at the end", "web: a\n\n \n", "web: a\n"],
  ["blanks at the end", "web: a\n  ", "web: a\n"],
  ["only blank lines", " \n\n ", ""],
  ["CRLF", "web:a\r\nx:b", "web: a\r\nx: b\r\n"],
  ["lone carriage returns are left", "web:a\rx:b  ", "web:a\rx:b  "],
  ["a byte order mark is left", "\uFEFF # a\nweb: b\n", "\uFEFF# a\nweb: b\n"],
  ["inside a command", "web: a   b\n", "web: a   b\n"],
];

for (const [name, text, formatted] of plain) {
  test(`format: ${name}`, () => assert.equal(format(text), formatted));
}

test("format: commands in one column", () => {
  const text = "web: a\nrelease:b\n# c\nx:      d\n";
  assert.equal(format(text, { alignCommands: true }), "web:     a\nrelease: b\n# c\nx:       d\n");
});

test("format: some lines only", () => {
  const text = "a:1\nb:2\nc:3\n\n\n";
  assert.equal(format(text, { alignCommands: false }, { first: 1, last: 1 }), "a:1\nb: 2\nc:3\n\n\n");
  assert.equal(format(text, { alignCommands: false }, { first: 2, last: 9 }), "a:1\nb:2\nc: 3\n");
  assert.equal(format(text, { alignCommands: false }, { first: 4, last: 5 }), "a:1\nb:2\nc:3\n\n");
});

const options: fc.Arbitrary<FormatOptions> = fc.record({ alignCommands: fc.boolean() });

test("what is formatted stays as it is", () => {
  fc.assert(
    fc.property(procfileText, options, (text, chosen) => {
      const once = format(text, chosen);
      assert.deepEqual(formatProcfile(parse(once), chosen), []);
    }),
    { numRuns: runs(2000) },
  );
});

test("foreman reads the same, but for white space at the ends of commands", () => {
  fc.assert(
    fc.property(
      procfileText,
      options,
      fc.option(fc.record({ first: fc.nat(10), last: fc.nat(20) })),
      (text, chosen, lines) => {
        assert.deepEqual(foremanReads(format(text, chosen, lines ?? undefined)), foremanReads(text));
      },
    ),
    { numRuns: runs(2000) },
  );
});

function format(text: string, chosen: FormatOptions = { alignCommands: false }, lines?: LineSpan): string {
  return applyEdits(text, formatProcfile(parse(text), chosen, lines));
}

function foremanReads(text: string): string[][] {
  const reading = readProcfile(text, "foreman");
  if (reading.kind === "refused") return [];
  return reading.processes
    .map(({ name, command }) => [name, command.replace(/[ \t\v\f]+$/, "")])
    .filter(([, command]) => command !== "");
}
