import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { checkOut } from "../../../../src/sandbox/git/check-out.ts";
import { runGit } from "../../../../src/sandbox/run-git.ts";
import { writeFiles } from "../builds/build-room.ts";
import { openGitRoom } from "./git-room.ts";

const job = { Procfile: "job: x\n" };

/** A buildpack that prints a line, then waits for a file. */
const waiting = (signal: string) => ({
  "bin/detect": "#!/bin/sh\necho Waiting\n",
  "bin/compile": `#!/usr/bin/env bash\necho "       it waits"\nwhile [ ! -f ${shellQuoted(signal)} ]; do sleep 0.05; done\necho "       it goes on"\n`,
});

const shellQuoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

async function withWaitingBuildpack(room: Awaited<ReturnType<typeof openGitRoom>>): Promise<string> {
  const signal = path.join(room.root, "signal");
  const folder = await writeFiles(path.join(room.root, "waiting"), waiting(signal));
  room.store.buildpacks.replace(room.app.id, [folder]);
  return signal;
}

test("a push to main builds inside the receive, releases and can be cloned again", async (t) => {
  const room = await openGitRoom(t);
  const commit = await room.commit(job);
  const { status, stderr } = await room.git("push", "heroku", "main");
  assert.equal(status, 0, stderr);
  for (const line of [
    "Building source:",
    "-----> Procfile app detected",
    "       Released v1",
    "Verifying deploy... done.",
  ]) {
    assert.ok(stderr.includes(`remote: ${line}\n`), `${line} in ${stderr}`);
  }
  assert.match(stderr, /\[new branch\] +main -> main/);
  const release = room.store.releases.current(room.app.id);
  assert.equal(release?.description, `Deploy ${commit.slice(0, 8)}`);
  assert.equal(room.store.slugs.find(release?.slugId ?? "")?.commitDescription, "A 'change'");
  assert.ok((room.store.apps.find("shop")?.repoSize ?? 0) > 0);
  await room.git("clone", "--quiet", room.url, "../clone");
  assert.equal(await fs.readFile(path.join(room.root, "clone/Procfile"), "utf8"), job.Procfile);
  const again = await room.git("push", "heroku", "main");
  assert.match(again.stderr, /Everything up-to-date/);
  assert.equal(room.store.builds.list(room.app.id).length, 1);
  assert.deepEqual(await fs.readdir(room.places.builds), []);
});

test("a push is built wherever the data folder is", { skip: process.platform === "win32" }, async (t) => {
  const room = await openGitRoom(t, "back\\slash #; \ttab\nline: ");
  await room.commit(job);
  const { stderr } = await room.git("push", "heroku", "main");
  assert.match(stderr, /Released v1/);
});

test("a commit with more files than the platform takes is refused before it is written", async (t) => {
  const room = await openGitRoom(t);
  const commit = await room.commit({ a: "12345", "b/c": "123456" });
  const git = async (args: readonly string[], env = {}) =>
    await runGit(args, { cwd: room.work, env: { GIT_DIR: path.join(room.work, ".git"), ...env } });
  const folder = path.join(room.root, "checked-out");
  await assert.rejects(checkOut(commit, folder, git, 10), /larger than 1 GB/);
  await assert.rejects(fs.access(folder));
  await checkOut(commit, folder, git, 11);
  assert.equal(await fs.readFile(path.join(folder, "b/c"), "utf8"), "123456");
});

test("lines reach the pusher while the build runs", async (t) => {
  const room = await openGitRoom(t);
  const signal = await withWaitingBuildpack(room);
  await room.commit({ a: "" });
  const push = room.start("push", "heroku", "main");
  let seen = "";
  for await (const chunk of push.stderr ?? []) {
    seen += chunk;
    if (/it waits/.test(seen)) await fs.writeFile(signal, "");
  }
  assert.match(seen, /it goes on/);
});

test("a build that floods its output reaches the pusher whole", async (t) => {
  const room = await openGitRoom(t);
  const flood = {
    "bin/detect": "#!/bin/sh\necho Flood\n",
    "bin/compile": "#!/bin/sh\nseq -f 'line %.0f of many' 1 300000\n",
  };
  room.store.buildpacks.replace(room.app.id, [await writeFiles(path.join(room.root, "flood"), flood)]);
  await room.commit({ a: "" });
  const { status, stderr } = await room.git("push", "heroku", "main");
  assert.equal(status, 0);
  assert.equal(stderr.match(/^remote: line \d+ of many$/gm)?.length, 300_000);
});

test("a failed build rejects the push", async (t) => {
  const room = await openGitRoom(t);
  await room.commit({ "package.json": "{" });
  const { status, stderr } = await room.git("push", "heroku", "main");
  assert.equal(status, 1);
  assert.match(stderr, /^remote: {2}! {5}Push rejected, failed to compile Node\.js app\.$/m);
  assert.match(stderr, /^remote: !\tPush rejected to shop\.$/m);
  assert.match(stderr, /! \[remote rejected\] main -> main \(pre-receive hook declined\)/);
  assert.equal((await room.git("ls-remote", "heroku")).stdout, "");
});

test("other branches and tags are accepted and not built", async (t) => {
  const room = await openGitRoom(t);
  await room.commit(job);
  await room.git("tag", "one");
  const branch = await room.git("push", "heroku", "main:feature");
  assert.match(branch.stderr, /^remote: Pushed to non-main branch, skipping build\.$/m);
  assert.equal((await room.git("push", "heroku", "one")).status, 0);
  assert.equal((await room.git("push", "heroku", ":feature")).status, 0);
  assert.match((await room.git("ls-remote", "heroku")).stdout, /^\w+\trefs\/tags\/one\n$/);
  assert.deepEqual(room.store.builds.list(room.app.id), []);
});

test("master deploys too and becomes what a clone gives; both at once build main", async (t) => {
  const room = await openGitRoom(t);
  await room.commit(job);
  assert.equal((await room.git("push", "heroku", "main:master")).status, 0);
  await room.git("clone", "--quiet", room.url, "../clone");
  assert.equal(await fs.readFile(path.join(room.root, "clone/.git/HEAD"), "utf8"), "ref: refs/heads/master\n");
  const commit = await room.commit({ b: "" });
  assert.equal((await room.git("push", "heroku", "main", "main:master")).status, 0);
  assert.equal(room.store.builds.list(room.app.id).length, 2);
  assert.equal(room.store.builds.list(room.app.id)[1]?.sourceVersion, commit);
});

test("a push that rewrites history is refused without force and built with it", async (t) => {
  const room = await openGitRoom(t);
  await room.commit(job);
  await room.git("push", "heroku", "main");
  await room.git("commit", "--quiet", "--amend", "--message=other");
  assert.match((await room.git("push", "heroku", "main")).stderr, /rejected/);
  assert.equal((await room.git("push", "--force", "heroku", "main")).status, 0);
  assert.equal(room.store.releases.current(room.app.id)?.version, 2);
});

test("an empty repository can be cloned", async (t) => {
  const room = await openGitRoom(t);
  const { status, stderr } = await room.git("clone", room.url, "../clone");
  assert.equal(status, 0);
  assert.match(stderr, /empty repository/);
});

test("a large push arrives whole", async (t) => {
  const room = await openGitRoom(t);
  await fs.writeFile(path.join(room.work, "large"), randomBytes(3 * 1024 * 1024));
  await room.commit(job);
  const { status, stderr } = await room.git("push", "heroku", "main");
  assert.equal(status, 0, stderr);
  await room.git("clone", "--quiet", room.url, "../clone");
  assert.equal((await fs.stat(path.join(room.root, "clone/large"))).size, 3 * 1024 * 1024);
});

test("compressed request bodies and protocol version 2 are understood", async (t) => {
  const room = await openGitRoom(t);
  const commit = await room.commit(job);
  await room.git("push", "heroku", "main");
  const response = await fetch(`${room.url}/git-upload-pack`, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-git-upload-pack-request",
      "Content-Encoding": "gzip",
      "Git-Protocol": "version=2",
    },
    body: gzipSync("0014command=ls-refs\n0000"),
  });
  assert.equal(response.headers.get("content-type"), "application/x-git-upload-pack-result");
  assert.ok((await response.text()).includes(`${commit} refs/heads/main\n`));
});

test("when the pusher vanishes the build runs on and the release appears", async (t) => {
  const room = await openGitRoom(t);
  const signal = await withWaitingBuildpack(room);
  const commit = await room.commit({ a: "" });
  const push = room.start("push", "heroku", "main");
  let seen = "";
  for await (const chunk of push.stderr ?? []) {
    seen += chunk;
    if (/it waits/.test(seen)) break;
  }
  push.kill("SIGKILL");
  await once(push, "close");
  await fs.writeFile(signal, "");
  const [build] = room.store.builds.list(room.app.id);
  assert.match(await room.outputOf(build ?? assert.fail()), /Released v1/);
  const next = await room.git("push", "heroku", "main");
  assert.match(next.stderr, /Everything up-to-date|cannot lock ref|changed by another push/);
  assert.equal((await room.git("ls-remote", "heroku", "main")).stdout.slice(0, 40), commit);
});

test("a build that is canceled by API rejects the push and makes no release", async (t) => {
  const room = await openGitRoom(t);
  await withWaitingBuildpack(room);
  await room.commit({ a: "" });
  const push = room.start("push", "heroku", "main");
  let seen = "";
  for await (const chunk of push.stderr ?? []) {
    seen += chunk;
    const [build] = room.store.builds.list(room.app.id);
    if (/it waits/.test(seen) && build?.status === "pending") {
      assert.equal(await room.builds.cancel(room.app.id, build.id), true);
    }
  }
  assert.match(seen, /Build canceled/);
  assert.match(seen, /pre-receive hook declined/);
  assert.deepEqual(room.store.releases.list(room.app.id), []);
});

test("of two pushes at once the second waits and is refused in words when the first has moved the branch", async (t) => {
  const room = await openGitRoom(t);
  const signal = await withWaitingBuildpack(room);
  await room.commit({ a: "" });
  const first = room.git("push", "heroku", "main");
  await room.git("commit", "--quiet", "--allow-empty", "--message=second");
  const second = room.start("push", "heroku", "main");
  let seen = "";
  for await (const chunk of second.stderr ?? []) {
    seen += chunk;
    if (/Waiting for another push|it waits/.test(seen)) await fs.writeFile(signal, "");
  }
  const outcomes = [(await first).stderr, seen];
  assert.equal(
    outcomes.filter((text) => /changed by another push meanwhile/.test(text)).length,
    1,
    outcomes.join("\n"),
  );
  assert.equal(room.store.releases.list(room.app.id).length, 1);
});

test("the release phase is shown in the push; its failure keeps the old release and accepts the push", async (t) => {
  const room = await openGitRoom(t);
  await room.commit({ Procfile: "release: migrate\n" });
  const first = await room.git("push", "heroku", "main");
  assert.match(
    first.stderr,
    /Release command declared[\s\S]*Running release command\.\.\.[\s\S]*migrating[\s\S]*Waiting for release\.\.\.\. done\./,
  );
  room.failReleasePhases();
  await room.commit({ b: "" });
  const second = await room.git("push", "heroku", "main");
  assert.equal(second.status, 0);
  assert.match(second.stderr, /Waiting for release\.\.\.\. failed\./);
  assert.equal(room.store.releases.current(room.app.id)?.version, 1);
});

test("only git's smart HTTP is served", async (t) => {
  const room = await openGitRoom(t);
  for (const path of [
    "/HEAD",
    "/info/refs",
    "/config",
    "/objects/info/packs",
    "/../../sandbox.db",
    "/info/refs?service=git-evil",
  ]) {
    assert.equal((await fetch(room.url + path)).status, 404, path);
  }
});

test("closing in the middle of a push ends it in words; an end without words does not hang the pusher", async (t) => {
  for (const isBuildTold of [true, false]) {
    const room = await openGitRoom(t);
    await withWaitingBuildpack(room);
    await room.commit({ a: "" });
    const push = room.start("push", "heroku", "main");
    let seen = "";
    let isClosed = false;
    for await (const chunk of push.stderr ?? []) {
      seen += chunk;
      if (isClosed || !/it waits/.test(seen)) continue;
      isClosed = true;
      if (isBuildTold) await room.builds.close();
      await room.repositories.close();
    }
    assert.match(
      seen,
      isBuildTold ? /Build canceled[\s\S]*pre-receive hook declined/ : /unexpected disconnect|RPC failed/,
    );
    await room.builds.close();
    assert.deepEqual(room.store.releases.list(room.app.id), []);
  }
});

test("many pushes do not litter the repository", async (t) => {
  const room = await openGitRoom(t);
  const folder = path.join(room.places.repositories, `${room.app.id}.git`);
  // One pack more is enough to make git think of it, in place of fifty.
  await fs.appendFile(path.join(folder, "config"), "[gc]\n\tautoPackLimit = 1\n[transfer]\n\tunpackLimit = 1\n");
  for (const name of ["a", "b", "c"]) {
    await room.commit({ [name]: name, ...job });
    const { status, stderr } = await room.git("push", "heroku", "main");
    assert.equal(status, 0, stderr);
  }
  await room.repositories.close();
  const packs = (await fs.readdir(path.join(folder, "objects/pack"))).filter((name) => name.endsWith(".pack"));
  assert.ok(packs.length <= 2, `${packs.length} packs`);
});
