import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { nestedRepositories } from "../../../src/git/nested-repositories.ts";

test("repositories up to two levels below are found, packages and worktrees told apart", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "nested-"));
  for (const name of [
    "b/.git",
    "apps/a b/.git",
    "apps/deep/er/.git",
    "node_modules/x/.git",
    ".cache/y/.git",
    "plain",
  ]) {
    await mkdir(path.join(folder, name), { recursive: true });
  }
  await mkdir(path.join(folder, "tree"));
  await writeFile(path.join(folder, "tree", ".git"), "gitdir: elsewhere\n");
  const found = (await nestedRepositories(folder)).map((it) => path.relative(folder, it));
  assert.deepEqual(found, [path.join("apps", "a b"), "b", "tree"]);
  await rm(folder, { recursive: true });
});

test("a folder that is not there has none", async () => {
  assert.deepEqual(await nestedRepositories(path.join(os.tmpdir(), "no", "such", "folder")), []);
});
