import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, test } from "node:test";
import {
  defaultRemote,
  moveAppRemotes,
  removeRemotes,
  rewriteSshRemotes,
  setAppRemote,
  setDefaultRemote,
  sshRemotes,
} from "../../../src/git/change-remotes.ts";
import { appRemotesOf, listRemotes } from "../../../src/git/remotes.ts";
import { createRepository, type Scratch } from "./scratch-repository.ts";

const gitUrl = "https://git.heroku.com";
const opened: Scratch[] = [];
const repository = async (remotes: Readonly<Record<string, string>> = {}): Promise<Scratch> => {
  const scratch = await createRepository();
  opened.push(scratch);
  for (const [name, url] of Object.entries(remotes)) await scratch.run("remote", "add", name, url);
  return scratch;
};
const urlsOf = async ({ git, folder }: Scratch) =>
  Object.fromEntries((await listRemotes(git, folder)).map(({ name, url }) => [name, url]));

afterEach(async () => {
  for (const scratch of opened.splice(0)) await scratch.remove();
});

describe("a renamed app", () => {
  const addresses = [
    "https://git.heroku.com/old.git",
    "https://git.heroku.com/old",
    "https://GIT.Heroku.com:443/old.git/",
    "https://heroku:HRKU-secret@git.heroku.com/old.git",
    "git@heroku.com:old.git",
    "ssh://git@heroku.com:22/old.git",
  ];
  for (const address of addresses) {
    test(`is followed by ${address}`, async () => {
      const scratch = await repository({ heroku: address });
      const { git, folder } = scratch;
      assert.deepEqual(await moveAppRemotes(git, folder, { from: "old", to: "new", gitUrl }), ["heroku"]);
      assert.deepEqual(await urlsOf(scratch), { heroku: "https://git.heroku.com/new.git" });
    });
  }

  test("is followed by every remote and address of it, and by no other", async () => {
    const scratch = await repository({
      heroku: "https://git.heroku.com/old.git",
      staging: "https://git.heroku.com/old-staging.git",
      both: "https://github.com/me/old.git",
      origin: "https://github.com/me/old.git",
      "it's.odd": "https://git.heroku.com/old.git",
    });
    const { git, folder } = scratch;
    await scratch.run("remote", "set-url", "--push", "both", "https://git.heroku.com/old.git");
    await scratch.run("remote", "set-url", "--add", "--push", "both", "https://github.com/me/old.git");
    const changed = await moveAppRemotes(git, folder, { from: "old", to: "new", gitUrl });
    assert.deepEqual(changed.sort(), ["both", "heroku", "it's.odd"]);
    assert.deepEqual(await urlsOf(scratch), {
      heroku: "https://git.heroku.com/new.git",
      staging: "https://git.heroku.com/old-staging.git",
      both: "https://git.heroku.com/new.git",
      origin: "https://github.com/me/old.git",
      "it's.odd": "https://git.heroku.com/new.git",
    });
    const pushes = await scratch.run("config", "--get-all", "remote.both.pushurl");
    assert.equal(pushes, "https://git.heroku.com/new.git\nhttps://github.com/me/old.git\n");
  });

  test("is followed in the sandbox too", async () => {
    const scratch = await repository({
      heroku: "http://127.0.0.1:5180/old.git",
      other: "http://127.0.0.1:5181/old.git",
    });
    const sandbox = { from: "old", to: "new", gitUrl: "http://127.0.0.1:5180" };
    assert.deepEqual(await moveAppRemotes(scratch.git, scratch.folder, sandbox), ["heroku"]);
    assert.equal((await urlsOf(scratch))["heroku"], "http://127.0.0.1:5180/new.git");
  });
});

describe("an ssh remote of old", () => {
  test("is found and rewritten, whatever else there is", async () => {
    const scratch = await repository({
      heroku: "git@heroku.com:demo.git",
      staging: "https://git.heroku.com/demo-staging.git",
      origin: "git@github.com:me/demo.git",
    });
    const { git, folder } = scratch;
    assert.deepEqual(await sshRemotes(git, folder, gitUrl), ["heroku"]);
    assert.deepEqual(await sshRemotes(git, folder, "http://127.0.0.1:5180"), []);
    assert.deepEqual(await rewriteSshRemotes(git, folder, gitUrl), ["heroku"]);
    assert.equal((await urlsOf(scratch))["heroku"], "https://git.heroku.com/demo.git");
    assert.equal((await urlsOf(scratch))["origin"], "git@github.com:me/demo.git");
    assert.deepEqual(await sshRemotes(git, folder, gitUrl), []);
  });
});

describe("a link", () => {
  test("is added, moved to another app, and removed with the default that it was", async () => {
    const scratch = await repository();
    const { git, folder } = scratch;
    await setAppRemote(git, folder, "staging", "https://git.heroku.com/one.git");
    await scratch.run("remote", "set-url", "--push", "staging", "https://git.heroku.com/one.git");
    await setAppRemote(git, folder, "staging", "https://git.heroku.com/two.git");
    await setAppRemote(git, folder, "production", "https://git.heroku.com/live.git");
    assert.deepEqual(await urlsOf(scratch), {
      staging: "https://git.heroku.com/two.git",
      production: "https://git.heroku.com/live.git",
    });
    await setDefaultRemote(git, folder, "staging");
    await removeRemotes(git, folder, ["staging"]);
    assert.deepEqual(Object.keys(await urlsOf(scratch)), ["production"]);
    assert.equal(await defaultRemote(git, folder), undefined);
    assert.doesNotMatch(await readFile(path.join(folder, ".git/config"), "utf8"), /staging/);
  });

  test("of several is the one that heroku.remote names, else `heroku`", async () => {
    const { git, folder } = await repository({
      production: "https://git.heroku.com/live.git",
      staging: "https://git.heroku.com/try.git",
      heroku: "https://git.heroku.com/demo.git",
    });
    const apps = async () => (await appRemotesOf(git, folder, gitUrl)).map(({ app }) => app);
    assert.deepEqual(await apps(), ["demo", "live", "try"]);
    await setDefaultRemote(git, folder, "staging");
    assert.equal(await defaultRemote(git, folder), "staging");
    assert.deepEqual(await apps(), ["try", "demo", "live"]);
  });
});
