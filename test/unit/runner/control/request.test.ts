import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { readRequest } from "../../../../src/runner/control/request.ts";

const whole = [
  { do: "status" },
  { do: "usage" },
  { do: "stop" },
  { do: "subscribe" },
  { do: "stop-recording" },
  { do: "start", name: "web" },
  { do: "stop-process", name: "web.1" },
  { do: "restart", name: "web.1" },
  { do: "scale", name: "web", copies: 0 },
  { do: "show", names: [] },
  { do: "show", names: ["web", "worker.2"] },
  { do: "input", name: "web.1", text: "" },
  { do: "borrow", name: "web.1", by: "debugger" },
  { do: "give-back", name: "web.1" },
  { do: "follow", name: "web.1" },
  { do: "record", file: "/tmp/traffic" },
  { do: "duplicate", targets: [] },
  { do: "duplicate", targets: [{ url: "https://a.example", percent: 10, path: "^/api", headers: { accept: "json" } }] },
] as const;

describe("requests", () => {
  for (const request of whole) {
    test(`${JSON.stringify(request)} is one`, () => {
      assert.deepEqual(readRequest(JSON.stringify({ id: 5, ...request })), { id: 5, request: { id: 5, ...request } });
    });
    for (const key of Object.keys(request)) {
      test(`${JSON.stringify(request)} with another ${key} is none`, () => {
        for (const value of [null, 1.5, -1, [1], { a: 1 }, [null]]) {
          const line = JSON.stringify({ id: 5, ...request, [key]: value });
          // Its answer finds whom it is for.
          assert.deepEqual(readRequest(line), { id: 5, request: undefined }, line);
        }
      });
    }
  }

  test("whatever is sent, nothing is thrown, and what is read is a request", () => {
    const known = new Set<string>(whole.map((one) => one.do));
    const words = fc.constantFrom("do", "name", "names", "by", "id", "__proto__", "web", "status", "show", "terminal");
    const value = fc.letrec((tie) => ({
      any: fc.oneof(words, fc.integer(), fc.constant(null), fc.array(tie("any"), { maxLength: 3 })),
    })).any;
    const line = fc.oneof(
      fc.string(),
      fc.json(),
      fc.dictionary(words, value).map((one) => JSON.stringify(one)),
    );
    fc.assert(
      fc.property(line, (text) => {
        const { request } = readRequest(text);
        assert.ok(request === undefined || known.has(request.do));
      }),
    );
  });
});
