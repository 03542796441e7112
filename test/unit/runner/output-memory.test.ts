import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { createOutputMemory, type Remembered } from "../../../src/runner/output-memory.ts";

const now = (): Date => new Date(0);
const all = (): boolean => true;
const textOf = (remembered: readonly Remembered[]): string =>
  remembered.map(({ bytes }) => Buffer.from(bytes).toString()).join("");
const lines = (name: string, text: string) => ({ kind: "lines", name, bytes: Buffer.from(text) }) as const;

describe("the last output of each copy is remembered", () => {
  test("in the order in which it came, the runner's words too", () => {
    const memory = createOutputMemory(now);
    memory.keep({ kind: "said", name: "web.1", message: "started" });
    memory.keep(lines("web.1", "one\ntw"));
    memory.keep(lines("worker.1", "other\n"));
    memory.keep(lines("web.1", "o\n"));
    assert.deepEqual(
      memory.recall(all).map(({ name, kind, bytes }) => [name, kind, Buffer.from(bytes).toString()]),
      [
        ["web.1", "said", "started\n"],
        ["web.1", "lines", "one\ntw"],
        ["worker.1", "lines", "other\n"],
        ["web.1", "lines", "o\n"],
      ],
    );
    assert.equal(textOf(memory.recall((name) => name === "worker.1")), "other\n");
  });

  test("a last line without newline is one when the copy ends, and only then", () => {
    const memory = createOutputMemory(now);
    memory.keep(lines("web.1", "half"));
    assert.equal(textOf(memory.recall(all)), "half");
    memory.keep({ kind: "said", name: "web.1", message: "is killed" });
    memory.keep({ kind: "ended", name: "web.1" });
    memory.keep({ kind: "ended", name: "web.1" });
    memory.keep({ kind: "ended", name: "never.1" });
    assert.equal(textOf(memory.recall(all)), "halfis killed\n\n");
  });

  test("what has gone is forgotten", () => {
    const memory = createOutputMemory(now);
    memory.keep(lines("web.2", "bye\n"));
    memory.keep({ kind: "gone", name: "web.2" });
    assert.deepEqual(memory.recall(all), []);
  });

  test("each second has a time of its own", () => {
    let time = 0;
    const memory = createOutputMemory(() => new Date(time));
    for (const at of [0, 999, 1000]) {
      time = at;
      memory.keep(lines("web.1", `${at}\n`));
    }
    assert.deepEqual(
      memory.recall(all).map((one) => [one.time.getTime(), Buffer.from(one.bytes).toString()]),
      [
        [0, "0\n999\n"],
        [1000, "1000\n"],
      ],
    );
  });

  test("a copy that writes one byte in turns with another keeps a bounded number of pieces", () => {
    const memory = createOutputMemory(now);
    for (let turn = 0; turn < 20_000; turn++) memory.keep(lines(`web.${turn % 2}`, "\n"));
    assert.ok(memory.recall(all).length <= 2 * 2 * 4096);
  });

  test("whatever is written: whole lines at the end of it, as many as there is room for", () => {
    const chunk = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 40 });
    const writes = fc.array(fc.tuple(fc.constantFrom("web.1", "worker.1"), chunk), { maxLength: 60 });
    fc.assert(
      fc.property(writes, fc.integer({ min: 1, max: 64 }), (events, size) => {
        const memory = createOutputMemory(now, size);
        for (const [name, text] of events) memory.keep(lines(name, text));
        for (const name of ["web.1", "worker.1"]) {
          const whole = events.map(([of, text]) => (of === name ? text : "")).join("");
          const kept = textOf(memory.recall((one) => one === name));
          const last = whole.slice(-size);
          const expected = whole.length <= size ? whole : last.slice(last.indexOf("\n") + 1 || last.length);
          assert.equal(kept, expected);
        }
      }),
    );
  });
});
