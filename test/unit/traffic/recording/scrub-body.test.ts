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
    [
      "JSON with what is inside one",
      json,
      '{"credentials":{"a":["x",{"b":1}]}}',
      { text: '{"credentials":{"a":["SCRUBBED",{"b":"SCRUBBED"}]}}' },
    ],
    ["JSON in JSON", json, '{"a":"{\\"pin\\":\\"x\\"}"}', { text: '{"a":"{\\"pin\\":\\"SCRUBBED\\"}"}' }],
    [
      "JSON in a form",
      form,
      "payload=%7B%22token%22%3A%22x%22%7D",
      { text: "payload=%7B%22token%22%3A%22SCRUBBED%22%7D" },
    ],
    [
      "lines of JSON",
      ["Content-Type", "application/x-ndjson"],
      '{"a":1}\n{"password":"x y","b":2}\n',
      { text: '{"a":1}\n{"password":"SCRUBBED","b":2}\n' },
    ],
    [
      "JSON that breaks off, under another name",
      [],
      '{"password": "x y", "pin": 12, "a',
      { text: '{"password": "SCRUBBED", "pin": "SCRUBBED", "a' },
    ],
    [
      "XML",
      ["Content-Type", "text/xml"],
      '<a token="x"><w:Password Type="t"><![CDATA[x]]></w:Password><b>1</b></a>',
      { text: '<a token="SCRUBBED"><w:Password Type="t">SCRUBBED</w:Password><b>1</b></a>' },
    ],
    [
      "text with headers",
      [],
      "Authorization: Bearer abc\nAccept: */*\n",
      { text: "Authorization: SCRUBBED\nAccept: */*\n" },
    ],
    ["text with a known kind of key", [], `use ghp_${"a1B2".repeat(9)}, please`, { text: "use SCRUBBED, please" }],
    [
      "a private key in text",
      [],
      "a\n-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\nb",
      { text: "a\nSCRUBBED\nb" },
    ],
    [
      "JSON in a part of a form, as browsers make it of a Blob",
      parts,
      '--xx\r\nContent-Disposition: form-data; name="a"; filename="blob"\r\nContent-Type: application/json\r\n\r\n{"pin":1}\r\n--xx--\r\n',
      {
        text: '--xx\r\nContent-Disposition: form-data; name="a"; filename="blob"\r\nContent-Type: application/json\r\n\r\n{"pin":"SCRUBBED"}\r\n--xx--\r\n',
      },
    ],
    [
      "a part whose name has no quotes",
      parts,
      "--xx\r\nContent-Disposition: form-data; name=pin\r\n\r\n1\r\n--xx--\r\n",
      { text: "--xx\r\nContent-Disposition: form-data; name=pin\r\n\r\nSCRUBBED\r\n--xx--\r\n" },
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

  for (const [name, text] of [
    ["brackets", "["],
    ["quotes", 'token="'],
    ["tags", "<token>"],
    ["tags that do not end", "<a "],
    ["capital letters", "A"],
    ["small ones", "a"],
    ["spaces", "a    "],
    ["the same word", "a=eyJhbGciOiJIUzI1NiJ9.eyJzdWIi\n"],
    ["beginnings of a key", "-----BEGIN PRIVATE KEY-----"],
    ["backslashes", "a='\\\\'"],
    ["addresses", "https://a:b"],
  ] as const) {
    test(`a megabyte of ${name} is looked through in no time`, () => {
      const begun = performance.now();
      const body = Buffer.from(text.repeat(1_000_000 / text.length));
      scrubBody(body, []);
      scrubBody(body, form);
      scrubBody(Buffer.from(JSON.stringify({ a: String(body) })), json);
      assert.ok(performance.now() - begun < 5000, `${performance.now() - begun} ms`);
    });
  }
});
