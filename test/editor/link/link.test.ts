import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import path from "node:path";
import { commands } from "../../../src/editor/identifiers.ts";
import { offerHttps } from "../../../src/editor/link/offer-https.ts";
import { findGit } from "../../../src/git/program.ts";
import { appRemotesOf } from "../../../src/git/remotes.ts";
import { type GitFolder, gitFolder } from "../git-folder.ts";
import { person, saying } from "../person.ts";
import { signInBesideOther, type TwoAccounts } from "../two-accounts.ts";

describe("the workspace and its apps", () => {
  let accounts: TwoAccounts;
  let folder: GitFolder;

  before(async () => {
    accounts = await signInBesideOther();
    folder = await gitFolder();
    await accounts.newApp("link-one");
    await accounts.newApp("link-two");
  });
  after(async () => {
    await folder.remove();
    await accounts.leave();
  });

  const remotes = () => folder.git("config", "--get-regexp", "^remote\\..*\\.url$").catch(() => "");

  it("are linked by the remote heroku; a folder without a repository becomes one", async () => {
    await rm(path.join(folder.path, ".git"), { recursive: true });
    await saying([undefined], commands.linkWorkspace, "link-one");
    const heard = await saying([/Make hello-node a git repository/, "heroku"], commands.linkWorkspace, "link-one");
    assert.match(heard, /hello-node is linked to link-one by the remote heroku/);
    assert.equal(await remotes(), `remote.heroku.url ${accounts.gitUrl}/link-one.git`);
  });

  it("are linked by a second remote, which becomes the default when one says so", async () => {
    await saying([/Another name/, "review", /Make review the default/], commands.linkWorkspace, "link-two");
    assert.match(await remotes(), /remote\.review\.url .*link-two\.git/);
    assert.equal(await folder.git("config", "heroku.remote"), "review");
    assert.equal(await appOf(), "link-two");
    await saying(["staging", /Keep review/], commands.linkWorkspace, "link-one");
    assert.equal(await appOf(), "link-two");
  });

  it("take no remote that leads elsewhere, and change nothing when it is declined", async () => {
    await folder.git("remote", "add", "origin", "https://github.com/me/app.git");
    const before = await remotes();
    assert.match(await saying([/Another name/, "origin"], commands.linkWorkspace, "link-one"), /leads elsewhere/);
    await saying([undefined], commands.linkWorkspace, "link-one");
    assert.equal(await remotes(), before);
  });

  it("are unlinked, with the default that it was", async () => {
    assert.match(await saying(["link-two"], commands.unlinkWorkspace), /Removed the remote review in hello-node/);
    assert.doesNotMatch(await remotes(), /review/);
    await assert.rejects(folder.git("config", "heroku.remote"));
    assert.match(await saying([], commands.unlinkWorkspace, "link-two"), /No git remote of this workspace leads to/);
  });

  it("are offered https once where a remote uses ssh", async () => {
    const session = await accounts.extension.sessions.require();
    assert.ok(session);
    const platform = { ...session, gitUrl: "https://git.heroku.com" };
    await folder.git("remote", "add", "old", "git@heroku.com:link-one.git");
    const asked = new Set<string>();
    const { heard, leave } = person("Use https");
    await offerHttps(accounts.extension.services, platform, asked);
    await folder.git("remote", "set-url", "old", "git@heroku.com:link-one.git");
    await offerHttps(accounts.extension.services, platform, asked);
    leave();
    assert.match(heard.join("\n"), /The remote old of hello-node uses ssh[\s\S]*now uses https/);
    assert.equal(heard.length, 2);
    const { leave: leaveAgain } = person("Don't Ask Again");
    await offerHttps(accounts.extension.services, platform, new Set());
    await offerHttps(accounts.extension.services, platform, new Set());
    leaveAgain();
    assert.equal(await folder.git("remote", "get-url", "old"), "git@heroku.com:link-one.git");
  });

  async function appOf(): Promise<string | undefined> {
    const git = await findGit();
    return (await appRemotesOf(git, folder.path, accounts.gitUrl))[0]?.app;
  }
});
