import assert from "node:assert/strict";
import { PassThrough, Writable } from "node:stream";
import { test } from "node:test";
import { createDisplay } from "../../../src/runner/display.ts";
import type { RunnerEvent } from "../../../src/runner/events.ts";
import { createJsonOutput } from "../../../src/runner/json-output.ts";
import { createMergedOutput } from "../../../src/runner/merged-output.ts";
import { createOutput } from "../../../src/runner/output.ts";
import { createOutputMemory } from "../../../src/runner/output-memory.ts";

const now = (): Date => new Date(2026, 0, 2, 9, 27, 10);
const events: readonly RunnerEvent[] = [
  { kind: "said", name: "web.1", message: "started with pid 1" },
  { kind: "lines", name: "web.1", bytes: Buffer.from("one\ntw") },
  { kind: "lines", name: "worker.1", bytes: Buffer.from("other\n") },
  { kind: "lines", name: "web.1", bytes: Buffer.from("o\nrest") },
  { kind: "ended", name: "web.1" },
  {
    kind: "changed",
    status: { name: "web.1", type: "web", port: 5000, state: { kind: "ended", exit: { kind: "exited", code: 3 } } },
  },
];

test("the merged output has time, process and line", async () => {
  const to = new PassThrough();
  const output = createOutput(to);
  const display = createDisplay({ color: false, timestamp: true, now });
  display.makeRoomFor("worker.1");
  const { write } = createMergedOutput(display, output, createOutputMemory(now));
  for (const event of events) write(event);
  await output.flushed();
  assert.equal(
    String(to.read()),
    [
      "09:27:10 web.1    | started with pid 1",
      "09:27:10 web.1    | one",
      "09:27:10 worker.1 | other",
      "09:27:10 web.1    | two",
      "09:27:10 web.1    | rest",
      "",
    ].join("\n"),
  );
});

test("without time and with colours", () => {
  const display = createDisplay({ color: true, timestamp: false, now });
  assert.equal(String(display.prefix("web.1")), "\u001b[36mweb.1  | \u001b[0m");
  assert.equal(String(display.prefix("worker.1")), "\u001b[33mworker.1 | \u001b[0m");
  assert.equal(String(display.prefix("web.2")), "\u001b[36mweb.2  | \u001b[0m");
});

test("JSON has one object a line", async () => {
  const to = new PassThrough();
  const output = createOutput(to);
  const write = createJsonOutput(output, now);
  for (const event of events) write(event);
  await output.flushed();
  const objects = String(to.read())
    .trimEnd()
    .split("\n")
    .map((line) => {
      const { time, ...rest } = JSON.parse(line);
      assert.equal(time, now().toISOString());
      return rest;
    });
  assert.deepEqual(objects, [
    { process: "web.1", message: "started with pid 1" },
    { process: "web.1", line: "one" },
    { process: "worker.1", line: "other" },
    { process: "web.1", line: "two" },
    { process: "web.1", line: "rest" },
    { process: "web.1", port: 5000, state: "ended", code: 3 },
  ]);
});

test("JSON says why a process did not start, without the values of its variables", async () => {
  const to = new PassThrough();
  const output = createOutput(to);
  const write = createJsonOutput(output, now);
  const error = Object.assign(new Error("bad value: 'SECRET=hunter2'"), { code: "ERR_INVALID_ARG_VALUE" });
  const state = { kind: "ended", exit: { kind: "failed", error } } as const;
  write({ kind: "changed", status: { name: "web.1", type: "web", port: 5000, state } });
  write({ kind: "gone", name: "web.2" });
  await output.flushed();
  const text = String(to.read());
  assert.match(text, /"error":"could not be started: the command or a variable holds the character U\+0000"/);
  assert.match(text, /"process":"web\.2","state":"gone"/);
  assert.doesNotMatch(text, /hunter2/);
});

test("a slow reader holds back, and a gone one does not", async () => {
  const waiting: (() => void)[] = [];
  const slow = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => void waiting.push(done) });
  const output = createOutput(slow);
  output.write(new Uint8Array(2 * 1024 * 1024));
  const held = output.ready();
  assert.ok(held);
  setImmediate(() => setImmediate(() => waiting.shift()?.()));
  await held;
  assert.equal(output.ready(), undefined);
  output.write(new Uint8Array(2 * 1024 * 1024));
  const again = output.ready();
  assert.ok(again);
  slow.destroy(new Error("gone"));
  await again;
  assert.equal(output.ready(), undefined);
});
