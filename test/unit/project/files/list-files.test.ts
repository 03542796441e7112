import assert from "node:assert/strict";
import { mkdir, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { createBreath } from "../../../../src/project/breath.ts";
import { listFiles } from "../../../../src/project/files/list-files.ts";
import { type Bounds, defaultBounds } from "../../../../src/project/world.ts";
import { git, makeFolder } from "../folder.ts";

const withoutGit = { PATH: "" };

async function list(folder: string, bounds: Partial<Bounds> = {}, env: NodeJS.ProcessEnv = process.env) {
  const options = { bounds: { ...defaultBounds, ...bounds }, breath: createBreath(), env, signal: undefined };
  const { files, complete, trackedDotenvFiles } = await listFiles(folder, options);
  return {
    files: [...files].sort().join(" "),
    complete,
    tracked: trackedDotenvFiles && [...trackedDotenvFiles].sort(),
  };
}

test("with git, what it tracks and what it does not ignore", async (context) => {
  const folder = await makeFolder(context, {
    ".gitignore": "secret\n.env\n/deep/*.log\n",
    "a.txt": "",
    "deep/b c.js": "",
    "deep/x.log": "",
    "dist/made.js": "",
    ".env": "",
    "config/prod.env": "",
    ".env.example": "",
    secret: "",
    gone: "",
  });
  git(folder, "init", "-q");
  git(folder, "add", "a.txt", "gone", "config", ".env.example");
  git(folder, "add", "-f", ".env");
  await rm(path.join(folder, "gone"));
  assert.deepEqual(await list(folder), {
    files: ".env .env.example .gitignore a.txt config/prod.env deep/b c.js dist/made.js",
    complete: true,
    tracked: [".env", ".env.example", "config/prod.env"],
  });
});

test("with git, a folder of a repository is a project of its own, an ignored one too", async (context) => {
  const folder = await makeFolder(context, {
    ".gitignore": "/ignored",
    "api/a.js": "",
    "b.js": "",
    "ignored/c.js": "",
  });
  git(folder, "init", "-q");
  assert.equal((await list(path.join(folder, "api"))).files, "a.js");
  assert.equal((await list(path.join(folder, "ignored"))).files, "c.js");
});

test("with git, what lies in repositories inside is there, and a program that its configuration names is not run", async (context) => {
  const folder = await makeFolder(context, { "a.js": "", "inner/b.js": "", "inner/node_modules/c.js": "" });
  git(folder, "init", "-q");
  git(path.join(folder, "inner"), "init", "-q");
  git(folder, "config", "core.fsmonitor", "touch ran; false");
  assert.equal((await list(folder)).files, "a.js inner/b.js");
});

test("without git, what lies outside of folders that others fill", async (context) => {
  const folder = await makeFolder(context, {
    "a.js": "",
    "lib/b.js": "",
    "node_modules/x/c.js": "",
    "lib/vendor/d.js": "",
  });
  assert.deepEqual(await list(folder, {}, withoutGit), { files: "a.js lib/b.js", complete: true, tracked: undefined });
  assert.deepEqual(await list(folder), { files: "a.js lib/b.js", complete: true, tracked: undefined });
});

for (const [name, env] of [
  ["with git", process.env],
  ["without git", withoutGit],
] as const) {
  test(`${name}, links to folders are not followed, and the list says that it lacks something`, async (context) => {
    const folder = await folderWithLinks(context);
    git(folder, "init", "-q");
    git(folder, "add", ".");
    assert.deepEqual(
      { ...(await list(folder, {}, env)), tracked: undefined },
      { files: "lib/a.js to-file", complete: false, tracked: undefined },
    );
  });

  test(`${name}, a bound on files holds`, async (context) => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`d${index % 3}/${index}.js`, ""]));
    const folder = await makeFolder(context, many);
    git(folder, "init", "-q");
    const { files, complete } = await list(folder, { files: 10 }, env);
    assert.equal(files.split(" ").length, 10);
    assert.equal(complete, false);
  });
}

async function folderWithLinks(context: TestContext): Promise<string> {
  const folder = await makeFolder(context, { "lib/a.js": "" });
  await symlink(folder, path.join(folder, "lib/round"), "dir");
  await symlink("lib/a.js", path.join(folder, "to-file"), "file");
  await symlink("nowhere", path.join(folder, "dangling"), "file");
  return folder;
}

test("without git, a bound on depth holds", async (context) => {
  const folder = await makeFolder(context, { "a.js": "" });
  await mkdir(path.join(folder, "d/".repeat(40)), { recursive: true });
  assert.deepEqual(await list(folder, {}, withoutGit), { files: "a.js", complete: false, tracked: undefined });
});

test("a folder that is not there is empty", async (context) => {
  const folder = await makeFolder(context, {});
  assert.equal((await list(path.join(folder, "no"))).files, "");
});
