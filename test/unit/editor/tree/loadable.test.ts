import assert from "node:assert/strict";
import { test } from "node:test";
import { createLoadable } from "../../../../src/editor/tree/loadable.ts";

function asked<T>(answers: (() => Promise<T>)[]) {
  let changes = 0;
  let calls = 0;
  const loadable = createLoadable<T>({
    load: () => {
      calls += 1;
      return (answers.shift() ?? (() => Promise.reject(new Error("asked too often"))))();
    },
    changed: () => {
      changes += 1;
    },
  });
  return { loadable, changes: () => changes, calls: () => calls };
}

test("asks once however many look, and then not again", async () => {
  const { loadable, calls, changes } = asked([async () => [1]]);
  const states = await Promise.all([loadable.ready(), loadable.ready()]);
  await loadable.ready();
  assert.deepEqual(
    states.map((state) => state.kind),
    ["ready", "ready"],
  );
  assert.equal(calls(), 1);
  assert.equal(changes(), 1);
});

test("an answer equal to the last is no change", async () => {
  const { loadable, changes } = asked([async () => ({ a: 1 }), async () => ({ a: 1 }), async () => ({ a: 2 })]);
  await loadable.ready();
  await loadable.refresh();
  assert.equal(changes(), 1);
  await loadable.refresh();
  assert.equal(changes(), 2);
});

test("a failed refresh keeps the value and marks it; the next good one takes the mark away", async () => {
  const down = new Error("down");
  const { loadable, changes } = asked([async () => 1, () => Promise.reject(down), async () => 1]);
  await loadable.ready();
  await loadable.refresh();
  assert.equal(loadable.state.kind, "ready");
  assert.equal(loadable.state.kind === "ready" && loadable.state.problem, down);
  assert.equal(loadable.failures, 1);
  await loadable.refresh();
  assert.equal(loadable.state.kind === "ready" && loadable.state.problem, undefined);
  assert.equal(loadable.failures, 0);
  assert.equal(changes(), 3);
});

test("after a change of ours the answer under way is not enough", async () => {
  const { promise: slow, resolve: answer } = deferred<string>();
  const { loadable, calls } = asked([() => slow, async () => "after"]);
  const polled = loadable.refresh();
  const own = loadable.refreshAfterChange();
  answer("before");
  await Promise.all([polled, own]);
  assert.equal(calls(), 2);
  assert.equal(loadable.state.kind === "ready" && loadable.state.value, "after");
});

test("after dispose the request is aborted and its answer dropped", async () => {
  let signal: AbortSignal | undefined;
  const { promise, resolve } = deferred<number>();
  const loadable = createLoadable({
    load: (given) => {
      signal = given;
      return promise;
    },
    changed: () => assert.fail("changed after dispose"),
  });
  const loading = loadable.refresh();
  loadable.dispose();
  assert.equal(signal?.aborted, true);
  resolve(1);
  await loading;
  assert.equal(loadable.state.kind, "unloaded");
});

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
