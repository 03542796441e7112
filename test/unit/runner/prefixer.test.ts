import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createPrefixer } from "../../../src/runner/prefixer.ts";

const prefix = Buffer.from("web.1 | ");

test("a character and a line that come in pieces stay whole", () => {
  const prefixer = createPrefixer();
  assert.equal(text(prefixer.push(Uint8Array.of(0x61, 0xc3), prefix)), "");
  assert.equal(text(prefixer.push(Uint8Array.of(0xa9, 0x62, 0x0a, 0x63), prefix)), "web.1 | aéb\n");
  assert.equal(text(prefixer.end(prefix)), "web.1 | c\n");
  assert.equal(text(prefixer.end(prefix)), "");
});

test("what is kept of a chunk stays as it was when the chunk is used again", () => {
  const prefixer = createPrefixer();
  const chunk = Buffer.from("one\ntw");
  prefixer.push(chunk, prefix);
  chunk.fill("x");
  assert.equal(text(prefixer.push(Buffer.from("o\n"), prefix)), "web.1 | two\n");
});

test("empty lines and carriage returns are kept", () => {
  assert.equal(text(createPrefixer().push(Buffer.from("\n\r\n a\n"), prefix)), "web.1 | \nweb.1 | \r\nweb.1 |  a\n");
});

test("a line without an end is cut at the limit, and nothing of it is lost", () => {
  const prefixer = createPrefixer(10);
  const out = ["12345678", "9012", "345\n"].map((piece) => text(prefixer.push(Buffer.from(piece), prefix)));
  assert.deepEqual(out, ["", "web.1 | 123456789012\n", "web.1 | 345\n"]);
});

test("however bytes are cut into chunks, the lines are those of the whole", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat(200), { maxLength: 8 }), (noise, cuts) => {
      // Few different bytes, so that there are many newlines.
      const bytes = noise.map((byte) => [0x0a, 0x61, 0xc3, 0xff][byte % 4] ?? 0);
      const prefixer = createPrefixer();
      const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length];
      const out = at.slice(1).map((to, index) => prefixer.push(bytes.slice(at[index], to), prefix));
      const all = Buffer.concat([...out, prefixer.end(prefix)]);
      assert.deepEqual(all, expected(bytes));
    }),
    { numRuns: 2000 },
  );
});

function expected(bytes: Uint8Array): Buffer {
  const lines = Buffer.from(bytes).toString("latin1").split("\n");
  if (lines.at(-1) === "") lines.pop();
  return Buffer.from(lines.map((line) => `web.1 | ${line}\n`).join(""), "latin1");
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}
