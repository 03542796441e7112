import assert from "node:assert/strict";
import { test } from "node:test";
import { complaintAboutName, complaintAboutSize, complaintAboutValue } from "../../../src/dotenv/config-var-rules.ts";

const names: [name: string, taken: string[], complaint: RegExp | undefined][] = [
  ["DATABASE_URL", [], undefined],
  ["lower_case", [], undefined],
  ["", [], /^error: .*needs a name/],
  ["MY-KEY", [], /^error: Only letters, digits and _/],
  ["MY KEY", [], /^error: Only letters/],
  ["ÜBER", [], /^error: Only letters/],
  ["A=1", [], /^error: Only letters/],
  ["__proto__", [], /^error: .*two underscores/],
  ["A", ["A"], /^error: A is there already; edit it/],
  ["a", ["A"], /^warning: A is there already, and is another/],
  ["1ST", [], /^warning: A shell cannot/],
  ["PORT", [], /^warning: .*PORT of its own/],
  ["DYNO", [], /^warning: .*as DYNO/],
  ["PATH", [], /^warning: Buildpacks set PATH/],
  ["HOME", [], /^warning: HOME is \/app/],
  ["HEROKU_APP_NAME", [], /^warning: .*belong to the platform/],
];

for (const [name, taken, expected] of names) {
  test(`the name ${JSON.stringify(name)} beside ${JSON.stringify(taken)}`, () => {
    const complaint = complaintAboutName(name, taken);
    if (expected === undefined) assert.equal(complaint, undefined);
    else assert.match(`${complaint?.severity}: ${complaint?.message}`, expected);
  });
}

test("a value may be anything but U+0000", () => {
  assert.equal(complaintAboutValue("any\n'thing\" $ # é ☪"), undefined);
  assert.match(complaintAboutValue("a\0b")?.message ?? "", /U\+0000/);
});

const sizes: [bytes: number, complaint: RegExp | undefined][] = [
  [1000, undefined],
  [60_000, /^warning: .* have 58\.6 KB now/],
  [65_535, /^warning/],
  [65_536, /^error: .*64 KB for all .* have 64\.1 KB/],
];

for (const [bytes, expected] of sizes) {
  test(`${bytes} bytes behind a name of one`, () => {
    const complaint = complaintAboutSize(new Map([["A", "é".repeat(bytes / 2) + (bytes % 2 === 1 ? "x" : "")]]));
    if (expected === undefined) assert.equal(complaint, undefined);
    else assert.match(`${complaint?.severity}: ${complaint?.message}`, expected);
  });
}
