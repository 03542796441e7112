import assert from "node:assert/strict";
import { test } from "node:test";
import { cleanLines, formatBlock, lastLines, linesAfter, toEvents } from "../../../../src/sandbox/logplex/log-block.ts";
import { formatMicros, parseMicros } from "../../../../src/sandbox/logplex/timestamp.ts";

const web = { source: "app", process: "web.1" } as const;
const at = parseMicros("2026-11-21T01:28:00.000001");
const buffers = (...lines: string[]) => lines.map((line) => Buffer.from(line));

test("timestamps have six digits and can be read back", () => {
  for (const text of ["2026-11-21T01:28:00.000001", "1999-12-31T23:59:59.999999", "2026-01-01T00:00:00.100000"]) {
    assert.equal(formatMicros(parseMicros(text)), text);
  }
  assert.ok(Number.isNaN(parseMicros("nonsense")));
});

test("a block has the platform's line format, a microsecond a line", () => {
  const { text, count } = formatBlock(web, at, buffers("one", "", "grüße €"));
  assert.equal(count, 3);
  assert.equal(
    String(text),
    "2026-11-21T01:28:00.000001+00:00 app[web.1]: one\n" +
      "2026-11-21T01:28:00.000002+00:00 app[web.1]: \n" +
      "2026-11-21T01:28:00.000003+00:00 app[web.1]: grüße €\n",
  );
});

test("counting up carries into the digits before and into the next second", () => {
  const first = parseMicros("2026-12-31T23:59:59.999998");
  const stamps = String(formatBlock(web, first, buffers("", "", "", "")).text).match(/^.{26}/gm);
  assert.deepEqual(stamps, [
    "2026-12-31T23:59:59.999998",
    "2026-12-31T23:59:59.999999",
    "2027-01-01T00:00:00.000000",
    "2027-01-01T00:00:00.000001",
  ]);
});

test("events carry the line's own id", () => {
  const first = parseMicros("2026-11-21T01:28:00.999999");
  const block = formatBlock(web, first, buffers("a", "b"));
  assert.equal(
    String(toEvents(block)),
    `id: ${first}\ndata: 2026-11-21T01:28:00.999999+00:00 app[web.1]: a\n\n` +
      `id: ${first + 1}\ndata: 2026-11-21T01:28:01.000000+00:00 app[web.1]: b\n\n`,
  );
});

test("the last lines of a block keep their ids", () => {
  const block = formatBlock(web, at, buffers("a", "b", "c"));
  assert.match(String(lastLines(block, 2).text), /^2026-11-21T01:28:00.000002.*b\n.*c\n$/);
  assert.equal(lastLines(block, 2).first, at + 1);
  assert.equal(lastLines(block, 9), block);
  assert.equal(linesAfter(block, at + 1)?.first, at + 2);
  assert.equal(linesAfter(block, at + 2), undefined);
  assert.equal(linesAfter(block, at - 5), block);
});

const dirty: readonly { name: string; line: Buffer; lines: string[] }[] = [
  { name: "bytes that are no UTF-8", line: Buffer.from([0x61, 0xff, 0xe2, 0x82]), lines: ["a\ufffd\ufffd"] },
  { name: "a progress bar", line: Buffer.from("10%\r20%\r\r30%\r"), lines: ["10%", "20%", "30%"] },
  { name: "newlines inside", line: Buffer.from("a\nb"), lines: ["a", "b"] },
  { name: "nothing but line ends", line: Buffer.from("\r\r"), lines: [""] },
  { name: "a blank line", line: Buffer.from(""), lines: [""] },
  {
    name: "more than 10 000 bytes",
    line: Buffer.from(`${"x".repeat(9_999)}€${"y".repeat(10_000)}z`),
    lines: ["x".repeat(9_999), `€${"y".repeat(9_997)}`, "yyyz"],
  },
];

for (const { name, line, lines } of dirty) {
  test(`cleans ${name}`, () => assert.deepEqual(cleanLines([line]).map(String), lines));
}
