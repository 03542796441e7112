import assert from "node:assert/strict";
import { test } from "node:test";
import { createLineView, type LineViewLimits, usualLimits } from "../../../../src/editor/logs/line-view.ts";

function createSink() {
  let text = "";
  let calls = 0;
  return {
    append(more: string) {
      calls++;
      text += more;
    },
    replace(all: string) {
      text = all;
    },
    get text() {
      return text;
    },
    get calls() {
      return calls;
    },
  };
}

const limits = (more: Partial<LineViewLimits>): LineViewLimits => ({ ...usualLimits, interval: 60_000, ...more });
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`);

test("lines are shown in one batch, without escapes", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const sink = createSink();
  const view = createLineView(sink);
  view.push(["\u001b[31mred\u001b[0m", "bell\u0007 and\ttab"]);
  view.push(["third"]);
  assert.equal(sink.text, "");
  context.mock.timers.tick(50);
  assert.equal(sink.text, "red\nbell and\ttab\nthird\n");
  assert.equal(sink.calls, 1);
});

test("a flood is bounded: the oldest are dropped and counted, the newest shown", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const sink = createSink();
  const view = createLineView(sink, limits({ interval: 50, batchLines: 10, waitingLines: 20 }));
  for (let second = 0; second < 100; second++) view.push(numbered(1000));
  context.mock.timers.tick(50);
  assert.deepEqual(sink.text.split("\n").slice(0, 2), [
    "── 99,980 lines left out: more came than can be shown ──",
    "line 981",
  ]);
  context.mock.timers.tick(50);
  assert.match(sink.text, /line 1000\n$/);
  assert.equal(sink.calls, 2);
});

test("long lines count by their length", () => {
  const sink = createSink();
  const view = createLineView(sink, limits({ waitingCharacters: 100 }));
  view.push(["a".repeat(60), "b".repeat(60), "c"]);
  view.end();
  assert.match(sink.text, /^── 1 line left out.*\nb{60}\nc\n$/);
});

test("a view that has become too long keeps its last lines", () => {
  const sink = createSink();
  const view = createLineView(sink, limits({ viewCharacters: 100, keptLines: 2 }));
  view.push(numbered(50));
  view.end();
  assert.equal(sink.text, "── earlier lines were removed from this view ──\nline 49\nline 50\n");
});

test("a notice comes after what was pushed before it, at once", () => {
  const sink = createSink();
  const view = createLineView(sink, limits({ batchLines: 1 }));
  view.push(["one", "two"]);
  view.notice("stopped");
  view.end();
  assert.equal(sink.text, "one\ntwo\n── stopped ──\n");
});

test("after its end it takes no more and no timer is left", () => {
  const sink = createSink();
  const view = createLineView(sink, limits({}));
  view.push(["last"]);
  view.end();
  view.push(["late"]);
  view.notice("late");
  assert.equal(sink.text, "last\n");
});

test("a cleared view forgets what waits", () => {
  const sink = createSink();
  const view = createLineView(sink, limits({}));
  view.push(["old"]);
  view.clear();
  view.push(["new"]);
  view.end();
  assert.equal(sink.text, "new\n");
});

test("100 000 lines a second leave time for other work", () => {
  const sink = createSink();
  const view = createLineView(sink, limits({}));
  const batch = numbered(100);
  const start = performance.now();
  for (let pushed = 0; pushed < 100_000; pushed += batch.length) view.push(batch);
  view.end();
  assert.ok(performance.now() - start < 500, `${performance.now() - start} ms`);
});
