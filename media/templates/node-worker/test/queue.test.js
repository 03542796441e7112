import assert from "node:assert/strict";
import { test } from "node:test";
import { openQueue } from "../lib/queue.js";

test("jobs are done in their order, each once", async () => {
  const queue = await openQueue("");
  const done = [];
  await queue.add("one");
  await queue.add("two");
  while (await queue.work(async (text) => done.push(text)));
  assert.deepEqual(done, ["one", "two"]);
  assert.deepEqual(await queue.stats(), { waiting: 0, done: 2 });
});

test("a job that fails is not counted as done", async () => {
  const queue = await openQueue("");
  await queue.add("one");
  await assert.rejects(queue.work(async () => Promise.reject(new Error("no"))));
  assert.equal((await queue.stats()).done, 0);
});
