import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { assignmentIn, complaintAboutAssignment } from "../../../../src/editor/processes/run-config-var.ts";

for (const { text, complaint } of [
  { text: "A=1", complaint: undefined },
  { text: "A=", complaint: undefined },
  { text: " LOG_LEVEL = debug", complaint: undefined },
  { text: "A", complaint: "KEY=value, such as LOG_LEVEL=debug." },
  { text: "=1", complaint: "KEY=value, such as LOG_LEVEL=debug." },
  { text: "A-B=1", complaint: "A key has letters, digits and _ only." },
]) {
  test(`"${text}" ${complaint ? "is refused" : "is fine"}`, () =>
    assert.equal(complaintAboutAssignment(text), complaint));
}

test("a value is taken as it is, whatever it holds", () => {
  fc.assert(fc.property(fc.string(), (value) => assert.deepEqual(assignmentIn(`KEY=${value}`), { KEY: value })));
});
