import assert from "node:assert/strict";
import { test } from "node:test";
import { endIn } from "../../../../src/editor/processes/end-of-dyno.ts";

const at = "2026-10-05T15:13:46.677020+00:00";

for (const { line, end } of [
  { line: `${at} heroku[run.1234]: Process exited with status 0`, end: { status: 0 } },
  { line: `${at} heroku[run.1234]: Process exited with status 137`, end: { status: 137 } },
  { line: `${at} heroku[run.1234]: Error R99 (Platform error) -> Failed to launch`, end: { status: undefined } },
  { line: `${at} heroku[run.1234]: State changed from up to complete`, end: undefined },
  { line: `${at} heroku[run.9999]: Process exited with status 0`, end: undefined },
  { line: `${at} app[run.1234]: Process exited with status 0`, end: undefined },
  { line: "not a line", end: undefined },
]) {
  test(line, () => assert.deepEqual(endIn(line, "run.1234"), end));
}
