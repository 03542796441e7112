import assert from "node:assert/strict";
import { test } from "node:test";
import { errorCodes, findErrorCode } from "../../../src/logs/error-codes.ts";

const listed =
  "H10 H11 H12 H13 H14 H15 H16 H17 H18 H19 H20 H21 H22 H23 H24 H25 H26 H27 H28 H31 H32 H80 H81 H82 H83 H99 " +
  "R10 R11 R12 R13 R14 R15 R16 R17 R99 L10 L11 L12 L13 L14 L15";

test("the catalogue has every code of the list", () => {
  assert.deepEqual([...errorCodes.keys()], listed.split(" "));
});

for (const [code, entry] of errorCodes) {
  test(`${code} is explained`, () => {
    assert.equal(entry.code, code);
    assert.equal(entry.kind, { H: "http", R: "runtime", L: "logging" }[code.charAt(0)]);
    assert.match(entry.meaning, /^[A-Z].*[a-z)]\.$/);
    assert.match(entry.remedy, /^[A-Z].*\.$/);
    assert.match(entry.url, /^https:\/\/devcenter\.heroku\.com\/articles\/error-codes#[a-z0-9]+(-[a-z0-9]+)*$/);
  });
}

const found: [message: string, code: string | undefined][] = [
  ['at=error code=H12 desc="Request timeout" method=GET', "H12"],
  ['at=info code=H80 desc="Maintenance mode"', "H80"],
  ["Error R10 (Boot timeout) -> Web process failed to bind to $PORT within 60 seconds of launch", "R10"],
  ["Error L10 (output buffer overflow): 500 messages dropped since 2013-01-01T00:00:00+00:00.", "L10"],
  ["Error R14 (Memory quota exceeded)", "R14"],
  ["at=info method=GET status=200", undefined],
  ["barcode=H12", undefined],
  ["code=H77", undefined],
  ["the H12 bus", undefined],
];

for (const [message, code] of found) {
  test(`code in ${message}`, () => assert.equal(findErrorCode(message)?.code, code));
}

test("the article's anchors are the platform's", () => {
  const anchor = (code: string) => errorCodes.get(code)?.url.split("#")[1];
  assert.equal(anchor("H10"), "h10-app-crashed");
  assert.equal(anchor("H14"), "h14-no-web-dynos-running");
  assert.equal(anchor("H16"), "h16-no-longer-in-use");
  assert.equal(anchor("H82"), "h82-you-ve-used-up-your-dyno-hour-pool");
});
