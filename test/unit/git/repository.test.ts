import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, test } from "node:test";
import { isGitError } from "../../../src/git/errors.ts";
import { findGit } from "../../../src/git/program.ts";
import { addAppRemote, appRemotes, listRemotes } from "../../../src/git/remotes.ts";
import {
  describeCommit,
  type FolderState,
  inspectFolder,
  noteDelivered,
  unpushedCommits,
} from "../../../src/git/repository.ts";
import { createRepository, createScratch, type Scratch } from "./scratch-repository.ts";

const opened: Scratch[] = [];
const keep = async (scratch: Promise<Scratch>): Promise<Scratch> => {
  opened.push(await scratch);
  return scratch;
};
afterEach(async () => {
  for (const scratch of opened.splice(0)) await scratch.remove();
});

async function repositoryOf(
  { git, folder }: Scratch,
  inside = folder,
): Promise<Extract<FolderState, { kind: "repository" }>> {
  const state = await inspectFolder(git, inside);
  assert.ok(state.kind === "repository");
  return state;
}

test("a folder without repository", async () => {
  const { git, folder } = await keep(createScratch());
  assert.deepEqual(await inspectFolder(git, folder), { kind: "no-repository" });
});

test("a repository without commits", async () => {
  const scratch = await keep(createScratch());
  await scratch.run("init", "--quiet", "-b", "trunk");
  assert.deepEqual((await repositoryOf(scratch)).head, { kind: "no-commits", branch: "trunk" });
});

test("branch, root and nothing to commit, in a folder with blanks and quotes", async () => {
  const scratch = await keep(createRepository('it\'s "here" '));
  const commit = (await scratch.run("rev-parse", "HEAD")).trim();
  assert.deepEqual(await inspectFolder(scratch.git, scratch.folder), {
    kind: "repository",
    root: scratch.folder,
    subfolder: "",
    head: { kind: "branch", branch: "main", commit },
    changed: 0,
    untracked: 0,
    isShallow: false,
  });
});

test("changed, renamed and new files are counted; ignored ones are not", async () => {
  const scratch = await keep(createRepository());
  for (const name of ["a", "b", ".gitignore"])
    await scratch.write(name, name === ".gitignore" ? "ignored\n" : name.repeat(50));
  await scratch.run("add", "--all");
  await scratch.run("commit", "--quiet", "-m", "More");
  await scratch.run("mv", "a", "? moved");
  await scratch.write("b", "changed");
  await scratch.write("new", "");
  await scratch.write("ignored", "");
  const { changed, untracked } = await repositoryOf(scratch);
  assert.deepEqual({ changed, untracked }, { changed: 2, untracked: 1 });
});

test("a detached HEAD", async () => {
  const scratch = await keep(createRepository());
  await scratch.run("checkout", "--quiet", "--detach");
  assert.equal((await repositoryOf(scratch)).head.kind, "detached");
});

test("a folder that the repository ignores is no part of it, unless files in it are tracked", async () => {
  const scratch = await keep(createRepository("outer"));
  const inside = path.join(scratch.folder, "out", "sample");
  await mkdir(inside, { recursive: true });
  await writeFile(path.join(scratch.folder, ".gitignore"), "out/\n");
  await writeFile(path.join(inside, "Procfile"), "web: true\n");
  assert.deepEqual(await inspectFolder(scratch.git, inside), { kind: "no-repository" });
  await scratch.run("add", "--force", "out/sample/Procfile");
  assert.equal((await repositoryOf(scratch, inside)).subfolder, "out/sample/");
});

test("a sub-folder answers with the root and its own place", async () => {
  const scratch = await keep(createRepository());
  const inside = path.join(scratch.folder, "packages", "api");
  await mkdir(inside, { recursive: true });
  const { root, subfolder } = await repositoryOf(scratch, inside);
  assert.deepEqual({ root, subfolder }, { root: scratch.folder, subfolder: "packages/api/" });
});

test("a worktree is a repository of its own place with the same remotes", async () => {
  const scratch = await keep(createRepository());
  await scratch.run("remote", "add", "heroku", "https://git.heroku.com/demo.git");
  const tree = path.join(path.dirname(scratch.folder), "other tree");
  await scratch.run("worktree", "add", "--quiet", "-b", "other", tree);
  assert.equal((await repositoryOf(scratch, tree)).root, tree);
  assert.equal((await listRemotes(scratch.git, tree)).length, 1);
});

test("a shallow clone says so", async () => {
  const scratch = await keep(createRepository());
  await scratch.run("commit", "--quiet", "--allow-empty", "-m", "Second");
  const shallow = path.join(path.dirname(scratch.folder), "shallow");
  await scratch.run("clone", "--quiet", "--depth=1", `file://${scratch.folder}`, shallow);
  assert.equal((await repositoryOf(scratch, shallow)).isShallow, true);
});

test("a bare repository is refused", async () => {
  const scratch = await keep(createScratch());
  await scratch.run("init", "--quiet", "--bare");
  await assert.rejects(inspectFolder(scratch.git, scratch.folder), (error) => isGitError(error, "bare"));
});

test("a repository that another user owns is refused with the remedy", async () => {
  const scratch = await keep(createRepository());
  const git = { ...scratch.git, env: { ...scratch.git.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" } };
  await assert.rejects(
    inspectFolder(git, scratch.folder),
    (error) => isGitError(error, "dubious-ownership") && /safe\.directory/.test(error.message),
  );
});

test("a broken repository is refused, and is not taken for a missing one", async () => {
  const scratch = await keep(createRepository());
  await rm(path.join(scratch.folder, ".git", "HEAD"));
  await writeFile(path.join(scratch.folder, ".git", "HEAD"), "nonsense");
  const answer = await inspectFolder(scratch.git, scratch.folder).catch((error: unknown) => error);
  assert.ok(isGitError(answer) || (answer as FolderState).kind === "no-repository");
});

test("no git at all", async () => {
  await assert.rejects(findGit({ env: { PATH: os.devNull } }), (error) => isGitError(error, "git-missing"));
});

test("git of the editor's setting comes first", async () => {
  const { git } = await keep(createScratch());
  assert.equal((await findGit({ env: { PATH: "" }, preferred: [git.path] })).path, git.path);
});

test("an environment with editors, pagers and another repository does no harm", async () => {
  const scratch = await keep(createRepository());
  const env = {
    ...scratch.git.env,
    EDITOR: "vi",
    PAGER: "less",
    GIT_PAGER: "less",
    PREFIX: "/x",
    GIT_DIR: "/nowhere",
    GIT_SSH_COMMAND: "ssh -x",
  };
  assert.equal((await repositoryOf({ ...scratch, git: { ...scratch.git, env } })).head.kind, "branch");
});

test("remotes of apps: `heroku` first, other hosts left out, a push URL wins", async () => {
  const scratch = await keep(createRepository());
  await scratch.run("remote", "add", "origin", "https://github.com/you/demo.git");
  await scratch.run("remote", "add", "a.staging", "https://git.heroku.com/demo-staging.git");
  await scratch.run("remote", "add", "heroku", "https://github.com/you/demo.git");
  await scratch.run("config", "remote.heroku.pushurl", "https://heroku:secret@git.heroku.com/demo.git");
  assert.deepEqual(appRemotes(await listRemotes(scratch.git, scratch.folder), "https://git.heroku.com"), [
    { name: "heroku", app: "demo" },
    { name: "a.staging", app: "demo-staging" },
  ]);
});

test("a repository without remotes has none", async () => {
  const scratch = await keep(createRepository());
  assert.deepEqual(await listRemotes(scratch.git, scratch.folder), []);
});

test("the first remote is called heroku, the next after its app", async () => {
  const { git, folder } = await keep(createRepository());
  assert.equal(await addAppRemote(git, folder, "one", "https://git.heroku.com/one.git"), "heroku");
  assert.equal(await addAppRemote(git, folder, "two", "https://git.heroku.com/two.git"), "heroku-two");
  assert.equal(await addAppRemote(git, folder, "two", "https://git.heroku.com/two.git"), "heroku-two-2");
});

test("commits that were not delivered yet are counted from what was noted", async () => {
  const scratch = await keep(createRepository());
  const commit = (await scratch.run("rev-parse", "HEAD")).trim();
  assert.equal(await unpushedCommits(scratch.git, scratch.folder, "heroku"), undefined);
  await noteDelivered(scratch.git, scratch.folder, "heroku", commit);
  await scratch.run("commit", "--quiet", "--allow-empty", "-m", "Say 'hello'");
  assert.equal(await unpushedCommits(scratch.git, scratch.folder, "heroku"), 1);
  assert.match(await describeCommit(scratch.git, scratch.folder, "HEAD"), /^[0-9a-f]{7,} Say 'hello'$/);
});
