import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { scrubBody } from "../../../../src/traffic/recording/scrub-body.ts";

const json = ["Content-Type", "application/json; charset=utf-8"];
const form = ["content-type", "application/x-www-form-urlencoded"];
const parts = ["Content-Type", 'multipart/form-data; boundary="xx"'];

describe("a body in a recording", () => {
  for (const [name, headers, body, record] of [
    ["JSON without a secret, byte for byte", json, '{ "a" : 1.50 }', { text: '{ "a" : 1.50 }' }],
    [
      "JSON with one",
      json,
      '{"user":{"password":"x","name":"n"}}',
      { text: '{"user":{"password":"SCRUBBED","name":"n"}}' },
    ],
    [
      "JSON with a list of them",
      json,
      '{"tokens":["a","b"],"otp":123456}',
      { text: '{"tokens":["SCRUBBED","SCRUBBED"],"otp":"SCRUBBED"}' },
    ],
    ["JSON that is none", json, '{"password":"x"', { omitted: "unreadable", bytes: 15 }],
    [
      "JSON under another name",
      ["Content-Type", "text/plain"],
      '{"password":"x"}',
      { text: '{"password":"SCRUBBED"}' },
    ],
    ["JSON:API", ["Content-Type", "application/vnd.api+json"], '{"secret":"x"}', { text: '{"secret":"SCRUBBED"}' }],
    ["a form", form, "a=1&password=x%20y&b=2", { text: "a=1&password=SCRUBBED&b=2" }],
    [
      "a form with parts",
      parts,
      '--xx\r\nContent-Disposition: form-data; name="password"\r\n\r\nsecret\r\n--xx\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--xx--\r\n',
      {
        text: '--xx\r\nContent-Disposition: form-data; name="password"\r\n\r\nSCRUBBED\r\n--xx\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--xx--\r\n',
      },
    ],
    ["text", [], "hello", { text: "hello" }],
  ] as const) {
    test(name, () => assert.deepEqual(scrubBody(Buffer.from(body), headers), record));
  }

  test("binary data, as base64", () => {
    assert.deepEqual(scrubBody(Buffer.from([0xff, 0, 1]), []), { base64: "/wAB" });
  });

  test("compressed, not kept", () => {
    const body = gzipSync('{"password":"x"}');
    assert.deepEqual(scrubBody(body, [...json, "Content-Encoding", "gzip"]), {
      omitted: "compressed",
      bytes: body.length,
    });
  });

  test("a file in a form, byte for byte", () => {
    const body = Buffer.concat([
      Buffer.from('--xx\r\nContent-Disposition: form-data; name="token"; filename="a"\r\n\r\n'),
      Buffer.from([0xff, 0xfe, 0x80]),
      Buffer.from("\r\n--xx--\r\n"),
    ]);
    assert.deepEqual(scrubBody(body, parts), { base64: body.toString("base64") });
  });
});
