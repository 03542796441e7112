import assert from "node:assert/strict";
import { test } from "node:test";
import { describeProcessType, processTypes } from "../../../src/procfile/process-types.ts";

test("every name has an answer in sentences", () => {
  for (const name of [...processTypes.map((type) => type.name), "mailer", "constructor", ""]) {
    const type = describeProcessType(name);
    assert.equal(type.name, name);
    assert.match(type.text, /^[A-Z].*\.$/);
    assert.match(type.title, /^[A-Z].*[^.]$/);
  }
});

test("only web is routed to, and only release, console, rake and run end by themselves", () => {
  assert.deepEqual(
    processTypes.filter(({ isServer }) => isServer).map(({ name }) => name),
    ["web"],
  );
  const oneOff = processTypes.filter(({ isOneOff }) => isOneOff).map(({ name }) => name);
  assert.deepEqual(oneOff, ["release", "console", "rake", "run"]);
});
