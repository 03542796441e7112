import assert from "node:assert/strict";
import { test } from "node:test";
import { forOthers } from "../../../../src/runner/control/audience.ts";
import { exitMessage } from "../../../../src/runner/exit-message.ts";

const failed = (error: Error) =>
  forOthers({ name: "web.1", type: "web", port: 5000, state: { kind: "ended", exit: { kind: "failed", error } } });

test("an error is told as JSON carries it, without what Node puts beside it", () => {
  const error = Object.assign(new Error("spawn sh ENOENT"), {
    code: "ENOENT",
    spawnargs: ["-c", "SECRET=hunter2 web"],
  });
  const { state } = JSON.parse(JSON.stringify(failed(error)));
  assert.deepEqual(state.exit, { kind: "failed", error: { code: "ENOENT", message: "spawn sh ENOENT" } });
  assert.equal(exitMessage(state.exit), "could not be started: spawn sh ENOENT");
});

test("Node's words for a bad argument hold the value, and are left out", () => {
  const error = Object.assign(new Error("bad: 'SECRET=hunter2'"), { code: "ERR_INVALID_ARG_VALUE" });
  const text = JSON.stringify(failed(error));
  assert.doesNotMatch(text, /hunter2/);
  assert.match(exitMessage(JSON.parse(text).state.exit), /holds the character U\+0000/);
});
