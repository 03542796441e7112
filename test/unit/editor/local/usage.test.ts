import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type { LocalRun } from "../../../../src/editor/local/local-runs.ts";
import { createUsage } from "../../../../src/editor/local/usage.ts";

test("rows are drawn anew only for figures that look different", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 0 });
  const figures = [
    { cpu: 1.1, memory: 44_100_000 },
    { cpu: 1.4, memory: 44_200_000 },
    { cpu: 7, memory: 44_200_000 },
    { cpu: 7, memory: 44_200_000 },
  ];
  const changed = mock.fn();
  const asked = mock.fn(async () => ({ ok: true, processes: [], usage: [{ name: "web.1", ...figures.shift() }] }));
  const run = { entry: { runId: "one" }, client: { ask: asked } } as unknown as LocalRun;
  const usage = createUsage({ runs: () => [run], isLookedAt: () => true, changed, period: 2000 });
  const next = async (): Promise<number> => {
    t.mock.timers.tick(2000);
    await new Promise((resolve) => setImmediate(resolve));
    return changed.mock.callCount();
  };

  usage.update();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(changed.mock.callCount(), 1);
  assert.equal(await next(), 1);
  assert.equal(await next(), 2);
  assert.equal(await next(), 2);
  assert.equal(asked.mock.callCount(), 4);
  assert.equal(usage.of("one", "web.1")?.cpu, 7);
  usage.dispose();
});
