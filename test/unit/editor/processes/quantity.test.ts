import assert from "node:assert/strict";
import { test } from "node:test";
import { complaintAboutQuantity } from "../../../../src/editor/processes/quantity.ts";

for (const good of ["0", "1", " 12 ", "100"]) {
  test(`"${good}" dynos are fine`, () => assert.equal(complaintAboutQuantity(good), undefined));
}
for (const bad of ["", "-1", "1.5", "101", "two", "1e2", "0x1"]) {
  test(`"${bad}" dynos are not`, () => assert.equal(complaintAboutQuantity(bad), "A whole number from 0 to 100."));
}
