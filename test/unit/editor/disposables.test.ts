import assert from "node:assert/strict";
import { test } from "node:test";
import { createContextKeys } from "../../../src/editor/context-keys.ts";
import { createDisposables } from "../../../src/editor/disposables.ts";

test("things are disposed newest first and once; what comes late is disposed at once", () => {
  const gone: string[] = [];
  const item = (name: string) => ({ dispose: () => gone.push(name) });
  const store = createDisposables();
  store.add(item("first"));
  store.add(item("second"));
  assert.equal(store.size, 2);
  store.dispose();
  store.dispose();
  store.add(item("late"));
  assert.deepEqual(gone, ["second", "first", "late"]);
  assert.equal(store.size, 0);
});

test("a context key is written only when it changes", () => {
  const written: unknown[][] = [];
  const keys = createContextKeys(async (...call) => void written.push(call));
  keys.set("herokuWorkbench.session", "loading");
  keys.set("herokuWorkbench.session", "loading");
  keys.set("herokuWorkbench.session", "signed-in");
  assert.deepEqual(written, [
    ["setContext", "herokuWorkbench.session", "loading"],
    ["setContext", "herokuWorkbench.session", "signed-in"],
  ]);
});
