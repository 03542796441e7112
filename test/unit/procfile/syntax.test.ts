import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readProcfile } from "../../../src/procfile/readers.ts";
import { applyChange, type Change, type ProcfileLine, parse, textOf } from "../../../src/procfile/syntax.ts";
import { applyEdits, piece, procfileText, runs } from "./procfile-text.ts";

const cases: [name: string, text: string, lines: string[]][] = [
  ["nothing", "", ["blank"]],
  ["a process", "web: npm start", ["process web@0-3 :3 npm start@5-14"]],
  ["no space after the colon", "web:x", ["process web@0-3 :3 x@4-5"]],
  ["white space at the end", "web: \tx \v", ["process web@0-3 :3 x@6-7"]],
  ["a no-break space is no white space", "web:\u00a0x", ["process web@0-3 :3 \u00a0x@4-6"]],
  [
    "three line ends",
    "a: b\r\nc: d\re: f\n",
    ["process a@0-1 :1 b@3-4", "process c@0-1 :1 d@3-4", "process e@0-1 :1 f@3-4", "blank"],
  ],
  ["other ends are characters", "a: b\vc\f\u0085\u2028d", ["process a@0-1 :1 b\vc\f\u0085\u2028d@3-10"]],
  ["comments", "# a: b\n \t# c", ["comment", "comment"]],
  ["a byte order mark before a process", "\uFEFFweb: x", ["other web@1-4 :4 x@6-7"]],
  ["a byte order mark before a comment", "\uFEFF# x", ["comment"]],
  ["an indented line", "  web: x", ["other web@2-5 :5 x@7-8"]],
  ["a space before the colon", "web : x", ["other web@0-3 :4 x@6-7"]],
  ["no colon", "web npm start", ["other"]],
  ["no name", " : x", ["other :1 x@3-4"]],
  ["no command", "web:  ", ["other web@0-3 :3"]],
  ["a name with a dot", "a.b: x", ["other a.b@0-3 :3 x@5-6"]],
];

for (const [name, text, lines] of cases) {
  test(`syntax: ${name}`, () => assert.deepEqual(parse(text).lines.map(shown), lines));
}

test("no byte is lost", () => {
  fc.assert(
    fc.property(procfileText, (text) => {
      assert.equal(textOf(parse(text)), text);
    }),
    { numRuns: runs(1000) },
  );
});

test("processes are what foreman reads, but for white space at the ends of commands", () => {
  fc.assert(
    fc.property(procfileText, (raw) => {
      // To foreman a lone carriage return ends nothing.
      const text = raw.replaceAll(/\r(?!\n)/g, "");
      const reading = readProcfile(text, "foreman");
      const expected = (reading.kind === "read" ? reading.processes : [])
        .map(({ name, command, line }) => [name, command.replace(/[ \t\v\f]+$/, ""), line])
        .filter(([, command]) => command !== "");
      const lines = parse(text).lines.entries();
      const found = [...lines].flatMap(([index, line]) =>
        line.kind === "process" ? [[line.name.text, line.command.text, index]] : [],
      );
      assert.deepEqual(found, expected);
    }),
    { numRuns: runs(2000) },
  );
});

const place = fc.record({ line: fc.integer({ min: -1, max: 12 }), character: fc.integer({ min: -1, max: 20 }) });
const change: fc.Arbitrary<Change> = fc.record({
  range: fc.oneof(
    fc.record({ start: place, end: place }),
    place.map((start) => ({ start, end: start })),
  ),
  text: fc.array(piece, { maxLength: 3 }).map((parts) => parts.join("")),
});

test("a document after any edits equals a parse from scratch", () => {
  fc.assert(
    fc.property(procfileText, fc.array(change, { minLength: 1, maxLength: 8 }), (start, changes) => {
      let text = start;
      let document = parse(text);
      for (const each of changes) {
        document = applyChange(document, each);
        text = applyEdits(text, [{ range: ordered(each.range), text: each.text }]);
        assert.deepEqual(document, parse(text));
      }
    }),
    { numRuns: runs(3000) },
  );
});

test("lines that a change does not touch stay the same objects", () => {
  const before = parse("a: 1\r\nb: 2\nc: 3\nd: 4");
  const range = { start: { line: 1, character: 1 }, end: { line: 1, character: 1 } };
  const after = applyChange(before, { range, text: "x\ny" });
  assert.equal(textOf(after), "a: 1\r\nbx\ny: 2\nc: 3\nd: 4");
  assert.equal(after.lines[0], before.lines[0]);
  assert.equal(after.lines[3], before.lines[2]);
  assert.equal(after.lines[4], before.lines[3]);
});

test("a line feed behind a lone carriage return makes one line end of two", () => {
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
  const after = applyChange(parse("a: 1\rb: 2"), { range, text: "\n" });
  assert.deepEqual(after, parse("a: 1\r\nb: 2"));
});

function shown(line: ProcfileLine): string {
  if (line.kind === "blank" || line.kind === "comment") return line.kind;
  const part = (each: typeof line.name) => (each ? ` ${each.text}@${each.start}-${each.end}` : "");
  return `${line.kind}${part(line.name)}${line.colon === undefined ? "" : ` :${line.colon}`}${part(line.command)}`;
}

function ordered({ start, end }: Change["range"]): Change["range"] {
  const zero = ({ line, character }: typeof start) =>
    line < 0 ? { line: 0, character: 0 } : { line, character: Math.max(0, character) };
  const [one, other] = [zero(start), zero(end)];
  const backwards = other.line < one.line || (other.line === one.line && other.character < one.character);
  return backwards ? { start: other, end: one } : { start: one, end: other };
}
