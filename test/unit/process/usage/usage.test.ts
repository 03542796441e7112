import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sortFamilies } from "../../../../src/process/usage/family.ts";
import { createMeter } from "../../../../src/process/usage/meter.ts";
import { parseCim } from "../../../../src/process/usage/parse-cim.ts";
import { parseProcStat } from "../../../../src/process/usage/parse-proc-stat.ts";
import { parsePs } from "../../../../src/process/usage/parse-ps.ts";
import type { ProcessRow } from "../../../../src/process/usage/process-row.ts";
import { readProcessTable } from "../../../../src/process/usage/process-table.ts";

describe("what systems say of processes", () => {
  const stat =
    "4242 (a) b (c) S 17 4242 4242 0 -1 4194560 1543 0 0 0 250 50 0 0 20 0 11 0 987654 1073741824 2560 18446744073709551615 1";

  test("/proc/<pid>/stat, whatever the program is called", () => {
    assert.deepEqual(parseProcStat(stat, 4096), {
      pid: 4242,
      parent: 17,
      group: 4242,
      cpu: 3000,
      memory: 2560 * 4096,
      born: "987654",
    });
  });

  for (const [what, text] of Object.entries({
    "a zombie": stat.replace(") S ", ") Z "),
    "half a line": "1 (x) S 1",
    nothing: "",
  })) {
    test(`${what} uses nothing`, () => assert.equal(parseProcStat(text, 4096), undefined));
  }

  test("ps of macOS", () => {
    const text = `    1     0     1  11264   1:02.50 Mon Jan  5 09:00:01 2026
  501   500   500   2048 2-03:04:05 Tue Jan  6 10:11:12 2026
  502   500   500      0   0:00.01 Tue Jan  6 10:11:13 2026

  garbage
`;
    assert.deepEqual(parsePs(text), [
      { pid: 1, parent: 0, group: 1, memory: 11_534_336, cpu: 62_500, born: "Mon Jan  5 09:00:01 2026" },
      { pid: 501, parent: 500, group: 500, memory: 2_097_152, cpu: 183_845_000, born: "Tue Jan  6 10:11:12 2026" },
      { pid: 502, parent: 500, group: 500, memory: 0, cpu: 10, born: "Tue Jan  6 10:11:13 2026" },
    ]);
  });

  const cim = (pid: number, parent: number, born: number): object => ({
    ProcessId: pid,
    ParentProcessId: parent,
    WorkingSetSize: 4096,
    KernelModeTime: 10_000,
    UserModeTime: 20_000,
    Born: born,
  });

  test("Win32_Process of Windows; a parent that is younger is a stranger", () => {
    const rows = parseCim(JSON.stringify([cim(8, 4, 2000), cim(4, 0, 1000), cim(12, 8, 1500)]));
    assert.deepEqual(rows[0], { pid: 8, parent: 4, group: undefined, cpu: 3, memory: 4096, born: "2000" });
    assert.deepEqual(
      rows.map(({ parent }) => parent),
      [4, 0, 0],
    );
    assert.equal(parseCim(JSON.stringify(cim(8, 4, 2000))).length, 1);
    assert.deepEqual(parseCim("null"), []);
  });

  test("this program is in the table of this system", async () => {
    const own = (await readProcessTable()).find(({ pid }) => pid === process.pid);
    assert.ok(own && own.parent === process.ppid && own.cpu > 0);
    const { rss } = process.memoryUsage();
    assert.ok(own.memory > rss / 2 && own.memory < rss * 2, `${own.memory} is not about ${rss}`);
  });
});

const row = (pid: number, parent: number, cpu: number, more: Partial<ProcessRow> = {}): ProcessRow => ({
  pid,
  parent,
  group: parent === 1 ? pid : parent,
  cpu,
  memory: 100,
  born: "1",
  ...more,
});

test("a family: children, grandchildren, those of the group whose parent is gone, and those that left the group", () => {
  const rows = [
    row(10, 1, 0),
    row(11, 10, 0),
    row(12, 1, 0, { group: 10 }),
    row(13, 11, 0, { group: 13 }),
    row(20, 1, 0),
  ];
  const pids = sortFamilies(rows)
    .of(10)
    .map(({ pid }) => pid);
  assert.deepEqual(pids.sort(), [10, 11, 12, 13]);
  assert.deepEqual(sortFamilies(rows).of(99), []);
});

test("a meter tells rates: who is new counts from its start, who ended is not taken off", () => {
  const meter = createMeter();
  const roots = new Map([["web.1", 10]]);
  assert.deepEqual(meter.read([row(10, 1, 5000)], roots, 0).get("web.1"), { cpu: 0, memory: 100 });
  const second = meter.read([row(10, 1, 5500), row(11, 10, 250)], roots, 1000);
  assert.deepEqual(second.get("web.1"), { cpu: 75, memory: 200 });
  assert.deepEqual(meter.read([row(10, 1, 5500)], roots, 2000).get("web.1"), { cpu: 0, memory: 100 });
  const again = meter.read([row(10, 1, 100, { born: "2" })], roots, 3000);
  assert.equal(again.get("web.1")?.cpu, 10);
  assert.equal(meter.read([], roots, 4000).size, 0);
});
