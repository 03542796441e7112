import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseDotenv, valuesOf } from "../../../src/dotenv/parse-dotenv.ts";
import type { DotenvItem } from "../../../src/dotenv/syntax.ts";
import { type Range, splitLines } from "../../../src/language/text.ts";

const meanings: [name: string, text: string, values: Record<string, string>][] = [
  ["an ordinary file", "FOO=bar\nBAZ=qux\n", { FOO: "bar", BAZ: "qux" }],
  ["nothing", "", {}],
  ["CRLF", "FOO=bar\r\nBAZ='q'\r\n", { FOO: "bar", BAZ: "q" }],
  ["lone CR", "FOO=bar\rBAZ=q", { FOO: "bar", BAZ: "q" }],
  ["a byte order mark", "\uFEFFFOO=bar", { FOO: "bar" }],
  ["spaces before the key, and export", "  FOO=a\n export \t BAR=b", { FOO: "a", BAR: "b" }],
  ["a key named export", "export=5\nexport =6", { export: "6" }],
  ["spaces round =", "FOO =bar\nBAR= baz", { FOO: "bar", BAR: "baz" }],
  ["the YAML style", "FOO: bar\nBAR:x\nBAZ:", { FOO: "bar", BAZ: "" }],
  ["a comment after white space", "FOO=bar # no\nBAR=a#b", { FOO: "bar", BAR: "a#b" }],
  ["a comment after a quoted value", "FOO='a # b' # no\nBAR=\"x\"# no", { FOO: "a # b", BAR: "x" }],
  ["only a comment after =", "FOO= # no\nBAR=#yes", { FOO: "", BAR: "#yes" }],
  ["white space at the end", "FOO=bar \t\nBAR='x'  ", { FOO: "bar", BAR: "x" }],
  ["escapes in double quotes", String.raw`FOO="a\nb\tc\\d\"e\$f\g"`, { FOO: 'a\nb\tc\\d"e$f\\g' }],
  ["no escapes in single quotes", String.raw`FOO='a\nb\'`, { FOO: "a\\nb\\" }],
  [
    "values over several lines",
    "FOO=\"a\nb\" # c\nBAR='x\r\ny'\nBAZ=`1\r2`",
    { FOO: "a\nb", BAR: "x\r\ny", BAZ: "1\r2" },
  ],
  ["a quote without an end", 'FOO="abc\nBAR=2', { FOO: '"abc', BAR: "2" }],
  ["a quote that another line's would end", 'FOO="abc\nBAR="2"', { FOO: '"abc', BAR: "2" }],
  ["text after the closing quote", "FOO=\"a\"b # c\nBAR='it''s'", { FOO: '"a"b', BAR: "'it''s'" }],
  ["no interpolation, no command", "FOO=$HOME\nBAR=$(rm -rf .)", { FOO: "$HOME", BAR: "$(rm -rf .)" }],
  ["the last of two wins", "FOO=a\nFOO=b", { FOO: "b" }],
  ["keys that are no config vars", "A-B=1\nÄ=2\nA.B=3", {}],
  ["lines that are no entries", "FOO\n=x\necho hi a=b\n<<<<<<< HEAD\n=======\n", {}],
  ["JSON", '{"a": 1}', {}],
  ["__proto__ is an ordinary key", "__proto__=1", Object.fromEntries([["__proto__", "1"]])],
];

for (const [name, text, values] of meanings) {
  test(`.env: ${name}`, () => assert.deepEqual(Object.fromEntries(valuesOf(parseDotenv(text))), values));
}

test("every part of an entry has its place", () => {
  const text = "\n\uFEFF export KEY = 'a\r\nb' # why\n";
  const entry = parseDotenv(text).items[1];
  assert.ok(entry?.kind === "entry");
  const part = (range: Range | undefined) => range && slice(text, range);
  assert.equal(part(entry.range), "\uFEFF export KEY = 'a\r\nb' # why");
  assert.equal(part(entry.exported), "export");
  assert.equal(part(entry.key.range), "KEY");
  assert.equal(part(entry.separator.range), "=");
  assert.equal(part(entry.value.range), "'a\r\nb'");
  assert.equal(part(entry.comment), "# why");
});

test("an empty value stands right after the separator", () => {
  const entry = parseDotenv("KEY=  ").items[0];
  assert.ok(entry?.kind === "entry");
  assert.deepEqual(entry.value.range, { start: { line: 0, character: 4 }, end: { line: 0, character: 4 } });
});

const numRuns = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 2000);
const piece = fc.constantFrom(
  ..."AB1=:'\"`#\\$ \t.-\r\n\uFEFFé",
  ...'export |FOO=|\r\n|KEY: |="|=\'|\\"|\\n| # c|{"a":1}|<<<<<<< |\u2028|\ud83d'.split("|"),
);
const texts = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary" }),
);

test("the items cover every character once, whatever the text", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const lines = splitLines(text);
      const { items } = parseDotenv(text);
      const covered = items.map(({ range }) => slice(text, range) + (lines[range.end.line]?.end ?? ""));
      assert.equal(covered.join(""), text);
      for (const item of items) assertInside(text, item);
    }),
    { numRuns },
  );
});

test("the time grows with the length, not faster", () => {
  const hostile = ["A='\n", 'A="\n', 'A="\\\n', "A=`x\nB='y\nC=\"z\n", "A=# ", " ", "A", "export ", "A= #", '"'];
  for (const line of hostile) {
    const started = performance.now();
    parseDotenv(line.repeat(1_000_000 / line.length));
    assert.ok(performance.now() - started < 3000, JSON.stringify(line));
  }
});

function assertInside(text: string, item: DotenvItem): void {
  if (item.kind !== "entry") return;
  assert.equal(slice(text, item.key.range), item.key.text);
  assert.equal(slice(text, item.separator.range), item.separator.text);
  assert.equal(slice(text, item.value.range), item.value.raw);
  if (item.exported) assert.equal(slice(text, item.exported), "export");
  if (item.comment) assert.equal(slice(text, item.comment)[0], "#");
}

function slice(text: string, { start, end }: Range): string {
  const lines = splitLines(text);
  const offset = (line: number) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.text.length + each.end.length, 0);
  return text.slice(offset(start.line) + start.character, offset(end.line) + end.character);
}
