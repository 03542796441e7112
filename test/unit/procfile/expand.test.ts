import assert from "node:assert/strict";
import { test } from "node:test";
import { expandCommand } from "../../../src/procfile/expand.ts";

const values = new Map([
  ["PORT", "5000"],
  ["NAME", "a $PORT"],
]);

const table: readonly (readonly [string, string])[] = [
  ["run -p $PORT", "run -p 5000"],
  [`run -p \${PORT}0`, "run -p 50000"],
  ['run "x $PORT"', 'run "x 5000"'],
  ["run '$PORT'", "run '$PORT'"],
  ["run \\$PORT", "run \\$PORT"],
  ["run $OTHER $PORTS", "run $OTHER $PORTS"],
  ["run $(echo $PORT)", "run $(echo 5000)"],
  ["run $NAME", "run a $PORT"],
  [`run \${PORT:-80}`, `run \${PORT:-80}`],
  ["no variable", "no variable"],
];

test("simple variables are replaced where the shell replaces them", async (t) => {
  for (const [command, expected] of table) {
    await t.test(command, () => assert.equal(expandCommand(command, values), expected));
  }
});
