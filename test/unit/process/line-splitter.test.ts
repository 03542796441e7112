import assert from "node:assert/strict";
import { test } from "node:test";
import { createLineSplitter, cutLine } from "../../../src/process/line-splitter.ts";

/** What comes out when the text arrives in chunks of the given size. */
function split(bytes: Buffer, size: number, limit?: number): string[] {
  const splitter = createLineSplitter(limit === undefined ? {} : { limit });
  const lines: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) lines.push(...splitter.push(bytes.subarray(at, at + size)));
  return [...lines, ...splitter.end()].map(String);
}

const cases: readonly { name: string; text: string; lines: string[]; limit?: number }[] = [
  { name: "nothing", text: "", lines: [] },
  { name: "one line", text: "a\n", lines: ["a"] },
  { name: "a last line without newline", text: "a\nb", lines: ["a", "b"] },
  { name: "blank lines", text: "\n\na\n\n", lines: ["", "", "a", ""] },
  { name: "CRLF", text: "a\r\nb\r\n\r\n", lines: ["a", "b", ""] },
  { name: "a lone CR", text: "10%\r20%\n", lines: ["10%\r20%"] },
  { name: "characters of two to four bytes", text: "grüße €\n😀\n", lines: ["grüße €", "😀"] },
  { name: "a line at the limit", text: "abcd\nef\n", lines: ["abcd", "ef"], limit: 4 },
  { name: "a line at the limit with CRLF", text: "abcd\r\nef\r\n", lines: ["abcd", "ef"], limit: 4 },
  { name: "a line over the limit", text: "abcdefghij\nk\n", lines: ["abcd", "efgh", "ij", "k"], limit: 4 },
  { name: "twice the limit", text: "abcdefgh\n\nk\n", lines: ["abcd", "efgh", "", "k"], limit: 4 },
  { name: "a cut inside €", text: "abc€€\n", lines: ["abc", "€", "€"], limit: 4 },
  { name: "a long end without newline", text: "abcdef", lines: ["abcd", "ef"], limit: 4 },
];

for (const { name, text, lines, limit } of cases) {
  test(`splits ${name}, whatever the chunks`, () => {
    const bytes = Buffer.from(text);
    for (let size = 1; size <= bytes.length + 1; size++) assert.deepEqual(split(bytes, size, limit), lines, `${size}`);
  });
}

test("bytes that are no UTF-8 are cut at the limit and none is lost", () => {
  const pieces = cutLine(Buffer.alloc(10, 0x80), 4);
  assert.deepEqual(
    pieces.map((piece) => piece.length),
    [4, 4, 2],
  );
});

test("a tail does not keep its chunk", () => {
  const splitter = createLineSplitter();
  const chunk = Buffer.from("whole\nrest");
  splitter.push(chunk);
  chunk.fill("#");
  assert.deepEqual(splitter.end().map(String), ["rest"]);
});
