import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { orRemoved } from "../../../../src/editor/import/or-removed.ts";

let parent = "";
before(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), "or-removed-"));
});
after(() => rm(parent, { recursive: true, force: true }));

async function newClone(...folders: string[]): Promise<string> {
  const folder = path.join(parent, "shop");
  await rm(folder, { recursive: true, force: true });
  for (const name of folders) await mkdir(path.join(folder, name), { recursive: true });
  return folder;
}

test("a clone stays when something came of it", async () => {
  const folder = await newClone(".git");
  assert.equal(await orRemoved(folder, async () => "filled"), "filled");
  assert.deepEqual(await readdir(parent), ["shop"]);
});

test("a clone goes when the person declines, and when the first question fails", async () => {
  assert.equal(await orRemoved(await newClone(".git", "src"), async () => undefined), undefined);
  assert.deepEqual(await readdir(parent), []);
  const failing = async () => Promise.reject(new Error("Cannot reach api.heroku.com."));
  await assert.rejects(orRemoved(await newClone(".git"), failing), /Cannot reach/);
  assert.deepEqual(await readdir(parent), []);
});

test("a folder that is no clone stays", async () => {
  await orRemoved(await newClone("src"), async () => undefined);
  assert.deepEqual(await readdir(parent), ["shop"]);
});
