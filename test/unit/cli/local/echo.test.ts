import assert from "node:assert/strict";
import { test } from "node:test";
import { createEcho } from "../../../../src/cli/local/echo.ts";

test("a signal that comes again at once is the same, a later one is another", () => {
  let time = 1000;
  const isEcho = createEcho(() => time);
  assert.deepEqual(
    [0, 3, 150, 60, 1000].map((later) => {
      time += later;
      return isEcho();
    }),
    [false, true, true, false, false],
  );
});
