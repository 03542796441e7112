import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, test } from "node:test";
import { isGitError } from "../../../src/git/errors.ts";
import {
  addIgnores,
  commitEverything,
  initRepository,
  missingIgnores,
  previewFirstCommit,
  usualIgnores,
} from "../../../src/git/first-commit.ts";
import { inspectFolder } from "../../../src/git/repository.ts";
import { createScratch, type Scratch } from "./scratch-repository.ts";

let scratch: Scratch;
afterEach(() => scratch.remove());

async function project(): Promise<Scratch> {
  scratch = await createScratch("a 'project' ");
  await mkdir(path.join(scratch.folder, "node_modules", "left-pad"), { recursive: true });
  await mkdir(path.join(scratch.folder, "sub", "node_modules"), { recursive: true });
  await scratch.write("Procfile", "web: node .\r\n");
  await scratch.write(".env", "SECRET=1");
  await writeFile(path.join(scratch.folder, "node_modules", "left-pad", "index.js"), "");
  await writeFile(path.join(scratch.folder, "sub", "node_modules", "x.js"), "");
  return scratch;
}

test("the preview shows what would be committed, and leaves the folder alone", async () => {
  const { git, folder } = await project();
  assert.deepEqual(await previewFirstCommit(git, folder, { ignores: usualIgnores }), ["Procfile"]);
  assert.deepEqual((await inspectFolder(git, folder)).kind, "no-repository");
});

test("installed packages are never committed, with or without .gitignore", async () => {
  const { git, folder, run } = await project();
  assert.deepEqual(await previewFirstCommit(git, folder, { ignores: [] }), [".env", "Procfile"]);
  await initRepository(git, folder);
  await commitEverything(git, folder, { message: 'First "commit"' });
  assert.equal(await run("ls-files"), ".env\nProcfile\n");
  assert.equal(await run("branch", "--show-current"), "main\n");
});

test("ignores are added after a last line without newline, once", async () => {
  const { folder, write } = await project();
  await write(".gitignore", "/dist\r\nnode_modules");
  const missing = await missingIgnores(folder);
  assert.ok(!missing.includes("node_modules/") && missing.includes(".env"));
  await addIgnores(folder, missing);
  assert.match(await readFile(path.join(folder, ".gitignore"), "utf8"), /^\/dist\r\nnode_modules\nnpm-debug/);
  assert.deepEqual(await missingIgnores(folder), []);
});

test("without a name and address a commit is refused with the remedy", async () => {
  const { git, folder } = await project();
  await initRepository(git, folder);
  const nobody = { ...git, env: { ...git.env, GIT_CONFIG_GLOBAL: path.join(folder, "none"), EMAIL: "" } };
  await assert.rejects(
    commitEverything(nobody, folder, { message: "First" }),
    (error) => isGitError(error, "no-identity") && /user\.email/.test(error.message),
  );
});

test("nothing to commit is said, not swallowed", async () => {
  const { git, folder } = await project();
  await initRepository(git, folder);
  await commitEverything(git, folder, { message: "First" });
  await assert.rejects(commitEverything(git, folder, { message: "Again" }), (error) =>
    isGitError(error, "nothing-to-commit"),
  );
});

test("a pre-commit hook that refuses is quoted", async () => {
  const { git, folder } = await project();
  await initRepository(git, folder);
  const hook = path.join(folder, ".git", "hooks", "pre-commit");
  await writeFile(hook, "#!/bin/sh\necho 'lint failed' >&2\nexit 1\n", { mode: 0o755 });
  await assert.rejects(commitEverything(git, folder, { message: "First" }), /lint failed/);
});
