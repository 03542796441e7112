import assert from "node:assert/strict";
import { test } from "node:test";
import { due, periods, watched } from "../../../../src/editor/tree/polling.ts";
import { networkError } from "../../../../src/heroku/errors.ts";
import { aDyno, aFormation, anApp, aPlatform, aTree } from "./builders.ts";

async function expanded() {
  const platform = aPlatform(anApp("one"), anApp("two"));
  platform.types = [aFormation("web", 1)];
  platform.running = [aDyno("web.1", "up")];
  const { tree, apps } = aTree(platform);
  const [app] = await apps();
  assert.ok(app);
  const groups = (await tree.children(app)).slice(0, 3);
  for (const group of groups) await tree.children(group);
  const open = new Set([app.id, ...groups.map(({ id }) => id)]);
  const looking = { open, isHurried: false, isByPipeline: false };
  const watchedPeriods = (isHurried = false) => watched(tree, { ...looking, isHurried }).map(({ period }) => period);
  return { platform, tree, open, looking, watchedPeriods };
}

test("of an expanded app dynos are asked for often, the rest seldom", async () => {
  const { watchedPeriods } = await expanded();
  assert.deepEqual(watchedPeriods(), [periods.rest, periods.rest, periods.dynos, ...Array(4).fill(periods.rest)]);
});

test("after an action of ours, and while a dyno starts, dynos are asked for every second", async () => {
  const { platform, tree, watchedPeriods } = await expanded();
  assert.equal(watchedPeriods(true)[2], periods.soon);
  platform.running = [aDyno("web.1", "starting")];
  await tree.refresh();
  assert.equal(watchedPeriods()[2], periods.soon);
});

test("a collapsed group and a collapsed app are asked for nothing", async () => {
  const { tree, open, looking, watchedPeriods } = await expanded();
  open.delete("me/app/id-of-one/processes");
  assert.equal(watchedPeriods().length, 6);
  open.delete("me/app/id-of-one");
  assert.deepEqual(
    watched(tree, looking).map(({ loadable }) => loadable),
    [tree.list],
  );
});

const state = { kind: "failed", problem: undefined } as const;
const at = (seconds: number) => new Date(seconds * 1000);
for (const [failures, seconds, expected] of [
  [0, 4, false],
  [0, 5, true],
  [1, 9, false],
  [1, 10, true],
  [9, 29, false],
  [9, 30, true],
] as const) {
  test(`${seconds} s after the last of ${failures} failures the next is ${expected ? "due" : "not due"}`, () => {
    const loadable = { askedAt: at(0), failures, refresh: async () => {}, state };
    assert.equal(due([{ loadable, period: periods.dynos }], at(seconds)).length === 1, expected);
  });
}

test("a host that does not answer is asked for the list within seconds, however long it is away", () => {
  const problem = networkError({ request: "GET /apps", host: "h", cause: undefined, code: "ECONNREFUSED" });
  const loadable = {
    askedAt: at(0),
    failures: 50,
    refresh: async () => {},
    state: { kind: "failed", problem } as const,
  };
  const isDue = (seconds: number) => due([{ loadable, period: periods.rest }], at(seconds)).length === 1;
  assert.equal(isDue(3), false);
  assert.equal(isDue(4), true);
});

test("pipelines are asked for again only while apps are grouped by them", async () => {
  const { tree, looking } = await expanded();
  await tree.pipelines.ready();
  const isWatched = (isByPipeline: boolean) =>
    watched(tree, { ...looking, isByPipeline }).some(({ loadable }) => loadable === tree.pipelines);
  assert.deepEqual([isWatched(true), isWatched(false)], [true, false]);
});
