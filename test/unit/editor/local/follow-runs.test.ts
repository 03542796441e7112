import assert from "node:assert/strict";
import { test } from "node:test";
import { createFollowedRuns } from "../../../../src/editor/local/follow-runs.ts";
import { createFormations } from "../../../../src/editor/local/formations.ts";
import { startRun } from "../../../../src/editor/local/start-run.ts";
import { createUsage } from "../../../../src/editor/local/usage.ts";
import type { ControlClient } from "../../../../src/runner/control/client.ts";
import type { ControlAnswer, ControlEvent, ControlRequest } from "../../../../src/runner/control/protocol.ts";
import type { RunEntry } from "../../../../src/runner/control/registry.ts";
import { copiesOf, file, procfileOf, running } from "./model.ts";

const traffic = { port: 5000, recording: null, requests: 0, recorded: 0, targets: [] };

/** Runs that are here only for these tests; those of real runners are followed in `test/editor/local`. */
function createSource() {
  const entries: RunEntry[] = [];
  const listeners = new Map<string, (event: ControlEvent) => void>();
  const ends = new Map<string, () => void>();
  const asked: ControlRequest[] = [];
  const watchers = new Set<() => void>();
  const connect = async (address: string): Promise<ControlClient> => {
    if (!entries.some((entry) => entry.address === address)) throw new Error("ECONNREFUSED");
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    ends.set(address, resolve);
    return {
      closed,
      close: resolve,
      async ask(request) {
        if (request.do === "status") return { ok: true, processes: [], traffic };
        asked.push(request);
        const usage = [{ name: "web.1", cpu: asked.length, memory: 1 }];
        return { ok: true, processes: [], ...(request.do === "usage" ? { usage } : {}) } satisfies ControlAnswer;
      },
      async subscribe(listener) {
        listeners.set(address, listener);
        return [...copiesOf({ "web.1": running() }).values()];
      },
    };
  };
  return {
    asked,
    watchers,
    add(runId: string, procfile = file): RunEntry {
      const startedAt = new Date(entries.length * 1000).toISOString();
      const entry = { runId, pid: 1, address: `@${runId}`, procfile, root: "/shop", startedAt, types: ["web"] };
      entries.push(entry);
      for (const changed of watchers) changed();
      return entry;
    },
    tell: (runId: string, event: ControlEvent) => listeners.get(`@${runId}`)?.(event),
    end(runId: string) {
      entries.splice(
        entries.findIndex((entry) => entry.runId === runId),
        1,
      );
      ends.get(`@${runId}`)?.();
    },
    source: {
      list: async () => [...entries],
      connect,
      async watch(changed: () => void) {
        watchers.add(changed);
        return { close: () => watchers.delete(changed) };
      },
    },
  };
}

function follow(world: ReturnType<typeof createSource>, changed: () => void = () => {}) {
  return createFollowedRuns({
    source: world.source,
    commandsOf: () => new Map([["web", "node web.js"]]),
    fileOf: ({ procfile }) => (procfile === file ? file : undefined),
    changed,
  });
}

test("a run's router is known before it tells of a change, and as it tells then", async () => {
  const { add, tell, ...world } = createSource();
  const followed = follow({ add, tell, ...world });
  const run = await followed.adopt(add("one"), file);
  assert.deepEqual(run?.traffic, traffic);
  tell("one", { event: "traffic", traffic: { ...traffic, requests: 1 } });
  assert.equal(run?.traffic?.requests, 1);
  followed.dispose();
});

test("runs of our Procfiles are followed, and no others; each once", async () => {
  const world = createSource();
  const runs = follow(world);
  world.add("one");
  world.add("foreign", "/elsewhere/Procfile");
  await Promise.all([runs.refresh(), runs.refresh()]);
  assert.deepEqual(
    runs.all.map(({ entry }) => entry.runId),
    ["one"],
  );
  assert.deepEqual([...(runs.all[0]?.copies.keys() ?? [])], ["web.1"]);
});

test("what a run tells is known, until it is over; a crash is remembered until the next run", async () => {
  const world = createSource();
  let changes = 0;
  const runs = follow(world, () => changes++);
  world.add("one");
  await runs.refresh();
  const crash = copiesOf({ "clock.1": { kind: "ended", exit: { kind: "exited", code: 3 } } }).get("clock.1");
  assert.ok(crash);
  world.tell("one", { event: "changed", status: crash });
  assert.equal(runs.all[0]?.copies.get("clock.1"), crash);
  assert.equal(changes, 2);
  world.end("one");
  await new Promise(setImmediate);
  assert.equal(runs.all.length, 0);
  assert.deepEqual([...(runs.endsOf(file)?.keys() ?? [])], ["clock.1"], "what ran was stopped, and is not remembered");
  world.add("two");
  await runs.refresh();
  assert.equal(runs.endsOf(file), undefined);
});

test("a copy that was scaled away is gone", async () => {
  const world = createSource();
  const runs = follow(world);
  world.add("one");
  await runs.refresh();
  world.tell("one", { event: "gone", name: "web.1" });
  assert.equal(runs.all[0]?.copies.size, 0);
});

test("the registry is watched only while it is wanted", async () => {
  const world = createSource();
  const runs = follow(world);
  assert.equal(world.watchers.size, 0);
  runs.watch(true);
  await new Promise(setImmediate);
  assert.equal(world.watchers.size, 1);
  world.add("one");
  await new Promise(setImmediate);
  assert.equal(runs.all.length, 1);
  runs.watch(false);
  await new Promise(setImmediate);
  assert.equal(world.watchers.size, 0);
  runs.dispose();
});

test("a run that cannot be asked is not there", async () => {
  const world = createSource();
  const runs = follow(world);
  const entry = world.add("one");
  world.end("one");
  assert.equal(await runs.adopt(entry, file), undefined);
  assert.equal(runs.all.length, 0);
});

test("the wanted types of a run that is there are started in it; a run that is not there is launched", async () => {
  const world = createSource();
  const runs = follow(world);
  const launched: unknown[] = [];
  const state = { get: <T>(_key: string, otherwise?: T) => otherwise as T, update: async () => {} };
  const options = {
    formations: createFormations(state, () => {}),
    adopt: runs.adopt,
    launcher: async () => ({
      launch: async (request: unknown) => {
        launched.push(request);
        return world.add("one");
      },
      reveal: async () => true,
    }),
  };
  const procfile = procfileOf({ web: "a", worker: "b", release: "c" });
  const run = await startRun({ procfile }, { ...options, run: undefined });
  assert.equal(run?.entry.runId, "one");
  assert.deepEqual(launched, [{ procfile, formation: undefined }]);
  assert.equal(await startRun({ procfile }, { ...options, run }), run);
  assert.equal(launched.length, 1);
  assert.deepEqual(world.asked, [
    { do: "start", name: "web" },
    { do: "scale", name: "worker", copies: 1 },
  ]);
});

test("what processes use is asked while someone looks and something runs, and not otherwise", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const world = createSource();
  const runs = follow(world);
  world.add("one");
  await runs.refresh();
  let isLookedAt = false;
  const usage = createUsage({ runs: () => runs.all, isLookedAt: () => isLookedAt, changed: () => {} });
  const later = async (): Promise<void> => {
    context.mock.timers.tick(2000);
    await new Promise(setImmediate);
  };
  usage.update();
  await later();
  assert.equal(world.asked.length, 0, "nobody looks");
  isLookedAt = true;
  usage.update();
  await later();
  assert.equal(usage.of("one", "web.1")?.cpu, 1);
  await later();
  assert.equal(usage.of("one", "web.1")?.cpu, 2, "it is asked again");
  isLookedAt = false;
  usage.update();
  const { length } = world.asked;
  await later();
  await later();
  assert.equal(world.asked.length, length);
  usage.dispose();
});
