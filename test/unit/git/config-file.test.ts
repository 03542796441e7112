import assert from "node:assert/strict";
import { mkdir, realpath } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { configFileOf } from "../../../src/git/config-file.ts";
import { localGit } from "../../../src/git/local-git.ts";
import { createRepository } from "./scratch-repository.ts";

test("the remotes of a sub-folder and of a work tree are in the repository's own file", async () => {
  const { git, folder, remove } = await createRepository();
  const expected = path.join(await realpath(folder), ".git", "config");
  const found = async (where: string) => {
    const file = await configFileOf(git, where);
    return file && path.join(await realpath(path.dirname(file)), path.basename(file));
  };
  const below = path.join(folder, "packages", 'a "b"\'c');
  const tree = path.join(path.dirname(folder), "other tree");
  await mkdir(below, { recursive: true });
  await localGit(git, folder).run("worktree", "add", "--quiet", "-b", "other", tree);
  assert.equal(await found(folder), expected);
  assert.equal(await found(below), expected);
  assert.equal(await found(tree), expected);
  await remove();
});

test("a folder in no repository has none", async () => {
  const { git, folder, remove } = await createRepository();
  assert.equal(await configFileOf(git, path.dirname(folder)), undefined);
  await remove();
});
