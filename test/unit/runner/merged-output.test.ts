import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { createDisplay } from "../../../src/runner/display.ts";
import type { RunnerEvent } from "../../../src/runner/events.ts";
import { createMergedOutput } from "../../../src/runner/merged-output.ts";
import { createOutput } from "../../../src/runner/output.ts";
import { createOutputMemory } from "../../../src/runner/output-memory.ts";

const clear = "\u001b[2J\u001b[3J\u001b[H";

function terminal() {
  let seconds = 0;
  const now = (): Date => new Date(2026, 0, 2, 9, 27, seconds);
  const to = new PassThrough();
  const output = createOutput(to);
  const memory = createOutputMemory(now);
  const merged = createMergedOutput(createDisplay({ color: false, timestamp: true, now }), output, memory);
  return {
    merged,
    at(second: number, event: RunnerEvent) {
      seconds = second;
      memory.keep(event);
      merged.write(event);
    },
    async text() {
      await output.flushed();
      return String(to.read() ?? "");
    },
  };
}

const lines = (name: string, text: string): RunnerEvent => ({ kind: "lines", name, bytes: Buffer.from(text) });

test("only some are shown: their last lines again with the times they had, then those that follow", async () => {
  const { merged, at, text } = terminal();
  at(1, lines("web.1", "one\ntw"));
  at(2, lines("worker.1", "other\n"));
  at(3, { kind: "said", name: "web.1", message: "ready" });
  await text();
  merged.show(["web"]);
  at(4, lines("worker.1", "hidden\n"));
  at(4, { kind: "said", name: "worker.1", message: "hidden too" });
  at(5, lines("web.1", "o\nthree\n"));
  assert.deepEqual(merged.shown, ["web"]);
  assert.equal(
    await text(),
    [
      `${clear}09:27:01 web.1  | one`,
      "09:27:03 web.1  | ready",
      "09:27:03 system | shows only web",
      "09:27:05 web.1  | two",
      "09:27:05 web.1  | three",
      "",
    ].join("\n"),
  );
});

test("what was hidden is there again when all is shown", async () => {
  const { merged, at, text } = terminal();
  merged.show(["web.1"]);
  at(1, lines("web.2", "of another copy\n"));
  at(1, lines("worker.1", "without newline"));
  at(2, { kind: "ended", name: "worker.1" });
  at(3, { kind: "said", name: "system", message: "always shown" });
  assert.equal(await text(), `${clear}09:27:00 system | shows only web.1\n09:27:03 system | always shown\n`);
  merged.show([]);
  assert.deepEqual(merged.shown, []);
  assert.equal(
    await text(),
    [
      `${clear}09:27:01 web.2  | of another copy`,
      "09:27:02 worker.1 | without newline",
      "09:27:03 system | always shown",
      "09:27:03 system | shows all processes",
      "",
    ].join("\n"),
  );
});
