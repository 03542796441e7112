import assert from "node:assert/strict";
import { test } from "node:test";
import { complaintAboutCopies } from "../../../../src/editor/local/copies.ts";
import { createFormations } from "../../../../src/editor/local/formations.ts";
import { file, procfileOf } from "./model.ts";

function memory() {
  const values = new Map<string, unknown>();
  return {
    get: <T>(key: string, otherwise?: T) => (values.get(key) ?? otherwise) as T,
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
}

test("each type runs once, release not at all, and nothing is said of it", () => {
  const formations = createFormations(memory(), () => {});
  const procfile = procfileOf({ web: "a", release: "b" });
  assert.equal(formations.copies(file, "web"), 1);
  assert.equal(formations.copies(file, "release"), 0);
  assert.equal(formations.of(procfile), undefined);
});

test("a number that was said is remembered for its Procfile only", async () => {
  let changes = 0;
  const state = memory();
  const formations = createFormations(state, () => changes++);
  await formations.set(file, "web", 3);
  await formations.set(file, "worker", 0);
  const again = createFormations(state, () => {});
  assert.deepEqual(
    [...(again.of(procfileOf({ web: "a", worker: "b", clock: "c", release: "d" })) ?? [])],
    [
      ["web", 3],
      ["worker", 0],
      ["clock", 1],
      ["release", 0],
    ],
  );
  assert.equal(again.copies("/other/Procfile", "web"), 1);
  assert.equal(changes, 2);
});

test("a number of copies is whole and not too high", () => {
  for (const good of ["0", "1", " 12 ", "99"]) assert.equal(complaintAboutCopies(good), undefined, good);
  for (const bad of ["", "-1", "1.5", "100", "many"]) assert.match(complaintAboutCopies(bad) ?? "", /0 to 99/, bad);
});
