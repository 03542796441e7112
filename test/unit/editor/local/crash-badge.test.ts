import assert from "node:assert/strict";
import { test } from "node:test";
import { crashBadge } from "../../../../src/editor/local/crash-badge.ts";
import type { CopyState } from "../../../../src/runner/events.ts";
import { modelOf, now, running } from "./model.ts";

const exited = (code: number): CopyState => ({ kind: "ended", exit: { kind: "exited", code } });

test("nothing is said while all is well", () => {
  assert.equal(crashBadge(modelOf({})), undefined);
  assert.equal(crashBadge(modelOf({ run: { "web.1": running(), "worker.1": exited(0) } })), undefined);
  assert.equal(crashBadge(modelOf({ run: { "web.1": { kind: "stopped" } } })), undefined);
});

test("crashes are counted and named, also of a run that is over and of what starts again", () => {
  const resting: CopyState = { kind: "resting", until: now, exit: { kind: "signalled", signal: "SIGSEGV" } };
  assert.deepEqual(crashBadge(modelOf({ run: { "web.1": running(), "web.2": exited(1), "worker.1": resting } })), {
    value: 2,
    tooltip: "web.2, worker.1 crashed on this computer",
  });
  assert.equal(crashBadge(modelOf({ ends: { "web.1": exited(127) } }))?.value, 1);
});
