import assert from "node:assert/strict";
import { test } from "node:test";
import type { CopyState } from "../../../src/runner/events.ts";
import { createReadyNotice } from "../../../src/runner/ready-notice.ts";

const running = (isReady: boolean): CopyState => ({ kind: "running", pid: 1, since: new Date(), isReady });
const ended: CopyState = { kind: "ended", exit: { kind: "exited", code: 0 } };

/** What was said after each change of a run of web.1 and worker.1. */
function said(...changes: readonly [name: string, state: CopyState][]): number[] {
  let times = 0;
  const notice = createReadyNotice(["web.1", "worker.1"], () => times++);
  return changes.map(([name, state]) => {
    notice({ kind: "changed", status: { name, type: name.slice(0, -2), port: 5000, state } });
    return times;
  });
}

test("ready is said once, when the last of the first copies is", () => {
  const again = ["web.1", running(true)] as const;
  assert.deepEqual(
    said(["web.1", running(false)], ["worker.1", running(true)], ["web.1", running(true)], [...again]),
    [0, 0, 1, 1],
  );
});

test("one that has done its work is not waited for, one that rests is", () => {
  assert.deepEqual(said(["worker.1", ended], ["web.1", running(true)]), [0, 1]);
  const resting: CopyState = { kind: "resting", until: new Date(), exit: { kind: "exited", code: 1 } };
  assert.deepEqual(said(["worker.1", resting], ["web.1", running(true)]), [0, 0]);
});

test("a run in which everything ended was never ready", () => {
  assert.deepEqual(said(["worker.1", ended], ["web.1", ended]), [0, 0]);
});
