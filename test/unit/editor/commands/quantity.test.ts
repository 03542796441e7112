import assert from "node:assert/strict";
import { test } from "node:test";
import { complaintAboutQuantity, priceChange } from "../../../../src/editor/commands/quantity.ts";

for (const good of ["0", "1", " 12 ", "100"]) {
  test(`"${good}" dynos are fine`, () => assert.equal(complaintAboutQuantity(good), undefined));
}
for (const bad of ["", "-1", "1.5", "101", "two", "1e2", "0x1"]) {
  test(`"${bad}" dynos are not`, () => assert.equal(complaintAboutQuantity(bad), "A whole number from 0 to 100."));
}

test("more dynos cost more", () =>
  assert.equal(priceChange("Standard-2X", 1, 3), "That is $100 a month more ($150 in all for this process type)."));
test("none cost nothing", () =>
  assert.equal(priceChange("basic", 2, 0), "That is $14 a month less ($0 in all for this process type)."));
test("a price that is not public is not made up", () =>
  assert.equal(priceChange("Private-M", 1, 2), "The price of Private-M dynos is not known here."));
