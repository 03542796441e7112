import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import fc from "fast-check";
import { createMessageReader } from "../../../src/language-server/message-reader.ts";

const runs = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 500);
const frame = (body: string) => Buffer.from(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

function read(chunks: readonly Buffer[]): { messages: unknown[]; refusals: number } {
  const input = new PassThrough();
  const messages: unknown[] = [];
  let refusals = 0;
  const reader = createMessageReader(input, () => {
    refusals += 1;
  });
  reader.listen((message) => messages.push(message));
  for (const chunk of chunks) input.emit("data", chunk);
  return { messages, refusals };
}

test("messages come out whole however their bytes are cut", () => {
  const fields = { jsonrpc: fc.constant("2.0"), id: fc.nat(), method: fc.string({ unit: "grapheme" }) };
  const message = fc.record(fields, { noNullPrototype: true });
  fc.assert(
    fc.property(
      fc.array(message, { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(60), { maxLength: 20 }),
      (all, cuts) => {
        const bytes = Buffer.concat(all.map((each) => frame(JSON.stringify(each))));
        const chunks: Buffer[] = [];
        let from = 0;
        for (const cut of cuts) {
          chunks.push(bytes.subarray(from, from + cut));
          from = Math.min(bytes.length, from + cut);
        }
        assert.deepEqual(read([...chunks, bytes.subarray(from)]), { messages: all, refusals: 0 });
      },
    ),
    { numRuns: runs },
  );
});

test("any bytes are taken without an error, and a message behind them is read", () => {
  const message = { jsonrpc: "2.0", method: "x" };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
      const { messages } = read([Buffer.from(noise), Buffer.from("\r\n\r\n"), frame(JSON.stringify(message))]);
      assert.deepEqual(messages, [message]);
    }),
    { numRuns: runs },
  );
});

test("a header of megabytes is not kept", () => {
  const { messages } = read([Buffer.alloc(20_000_000, "x"), Buffer.from("\r\n\r\n"), frame('{"method":"x"}')]);
  assert.equal(messages.length, 1);
});
