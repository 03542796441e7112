import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseDuplicate } from "../../../../src/traffic/copies/duplicate-target.ts";
import type { RequestHead } from "../../../../src/traffic/request-head.ts";

const head: RequestHead = {
  at: 0,
  requestId: "id",
  method: "GET",
  path: "/api/a?b=1,2",
  host: "a",
  rawHeaders: ["Accept", "text/html", "X-Own", "yes"],
  isUpgrade: false,
};

describe("a target on the command line", () => {
  for (const [text, wanted] of [
    ["http://b", true],
    ["http://b,path=^/api/", true],
    ["http://b,path=^/other", false],
    ["http://b,path=1,2$", true],
    ["http://b,header=x-own:^yes$", true],
    ["http://b,header=X-Own:no", false],
    ["http://b,header=X-Missing:.", false],
    ["http://b,header=X-Own:yes,header=Accept:html", true],
    ["http://b,percent=51", true],
    ["http://b,percent=50", false],
    ["http://b,percent=0", false],
  ] as const) {
    test(text, () => {
      const reading = parseDuplicate(text);
      assert.ok(reading.kind === "read", reading.kind === "invalid" ? reading.message : "");
      assert.equal(
        reading.target.wants(head, () => 0.5),
        wanted,
      );
    });
  }

  test("neither a copy nor a WebSocket is copied", () => {
    const reading = parseDuplicate("http://b");
    assert.ok(reading.kind === "read");
    assert.equal(reading.target.wants({ ...head, isUpgrade: true }, Math.random), false);
    const copied = { ...head, rawHeaders: ["x-traffic-duplicate", "1"] };
    assert.equal(reading.target.wants(copied, Math.random), false);
  });

  for (const [text, words] of [
    ["b", /no http/],
    ["ftp://b", /no http/],
    ["http://b/path", /takes no path/],
    ["http://u:p@b", /holds a user or password; leave them out/],
    ["http://b,percent=101", /0 to 100/],
    ["http://b,percent=x", /0 to 100/],
    ["http://b,path=(", /no regular expression/],
    ["http://b,header=x", /NAME:PATTERN/],
  ] as const) {
    test(`${text} is refused`, () => {
      const reading = parseDuplicate(text);
      assert.ok(reading.kind === "invalid");
      assert.match(reading.message, words);
      assert.doesNotMatch(reading.message, /u:p/);
    });
  }
});
