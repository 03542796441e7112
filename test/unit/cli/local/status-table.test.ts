import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stateWord, statusTable } from "../../../../src/cli/local/status-table.ts";
import type { CopyState } from "../../../../src/runner/events.ts";

const now = new Date(2026, 0, 2, 12, 0, 0);
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);
const exit = { kind: "exited", code: 1 } as const;

test("columns stand below each other; what does not run has a state and no more", () => {
  const processes = [
    { name: "web.1", type: "web", port: 5000, state: { kind: "running", pid: 17, since: ago(3900), isReady: true } },
    { name: "worker.10", type: "worker", port: 5109, state: { kind: "ended", exit } },
  ] as const;
  assert.equal(
    statusTable(processes, [{ name: "web.1", cpu: 12.4, memory: 48_600_000 }], now),
    [
      "web.1      running             port 5000  pid 17  up 1 h 5 min  12 % CPU, 49 MB",
      "worker.10  exited with code 1",
      "",
    ].join("\n"),
  );
});

describe("the time since the start", () => {
  for (const [seconds, words] of [
    [0, "0 s"],
    [59, "59 s"],
    [61, "1 min 1 s"],
    [3600, "1 h"],
    [90_061, "1 d 1 h"],
    [-5, "0 s"],
  ] as const) {
    test(`${seconds} s: ${words}`, () => {
      const state = { kind: "running", pid: 1, since: ago(seconds), isReady: true } as const;
      assert.match(
        statusTable([{ name: "web.1", type: "web", port: 1, state }], [], now),
        new RegExp(`up ${words}$`, "m"),
      );
    });
  }
});

describe("what a person calls a state", () => {
  const states: readonly (readonly [CopyState, RegExp])[] = [
    [{ kind: "running", pid: 1, since: now, isReady: false }, /^starting$/],
    [{ kind: "waiting", forTypes: ["web", "db"] }, /^waiting for web, db$/],
    [{ kind: "resting", until: now, exit }, /^exited with code 1, starts again at 12:00:00$/],
    [{ kind: "borrowed", by: "debugger", since: now }, /^in a debugger$/],
    [{ kind: "borrowed", by: "terminal", since: now }, /^in a terminal of its own$/],
    [{ kind: "stopped" }, /^stopped$/],
  ];
  for (const [state, words] of states) test(state.kind, () => assert.match(stateWord(state), words));
});
