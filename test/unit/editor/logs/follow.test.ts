import assert from "node:assert/strict";
import { test } from "node:test";
import { follow } from "../../../../src/editor/logs/follow.ts";
import { networkError } from "../../../../src/heroku/errors.ts";
import type { LogBatch, LogStreamState } from "../../../../src/heroku/log-stream.ts";

function recorder() {
  const shown: string[] = [];
  return {
    shown,
    push: (lines: readonly string[]) => shown.push(...lines),
    notice: (text: string) => shown.push(`(${text})`),
  };
}

const lost: LogStreamState = {
  kind: "waiting",
  delay: 10,
  error: networkError({ request: "GET /x", host: "logs.example", cause: undefined, code: "ECONNRESET" }),
};

test("a lost connection is one quiet line, however often it is tried", async () => {
  const view = recorder();
  async function* stream(onState: (state: LogStreamState) => void): AsyncGenerator<LogBatch> {
    onState({ kind: "connected" });
    yield { lines: ["one"], gap: false };
    onState(lost);
    onState(lost);
    onState(lost);
    onState({ kind: "connected" });
    yield { lines: ["two"], gap: true };
  }
  await follow({ open: stream, view });
  assert.deepEqual(view.shown, [
    "one",
    "(Cannot reach logs.example: the connection was cut; trying again)",
    "(connected again)",
    "(lines are missing here)",
    "two",
  ]);
});

test("a stream that the server ends and that is taken up again says nothing", async () => {
  const view = recorder();
  async function* stream(onState: (state: LogStreamState) => void): AsyncGenerator<LogBatch> {
    onState({ kind: "waiting", delay: 10, error: undefined });
    onState({ kind: "connected" });
    yield { lines: ["one"], gap: false };
  }
  await follow({ open: stream, view });
  assert.deepEqual(view.shown, ["one"]);
});

test("a refusal ends it with the error", async () => {
  async function* stream(): AsyncGenerator<LogBatch> {
    yield { lines: ["one"], gap: false };
    throw new Error("gone");
  }
  await assert.rejects(follow({ open: stream, view: recorder() }), /gone/);
});
