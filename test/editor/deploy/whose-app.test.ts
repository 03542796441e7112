import assert from "node:assert/strict";
import { commands } from "../../../src/editor/identifiers.ts";
import { type GitFolder, gitFolder } from "../git-folder.ts";
import { saying } from "../person.ts";
import { signInBesideOther, type TwoAccounts } from "../two-accounts.ts";

describe("deploying with two accounts", () => {
  let accounts: TwoAccounts;
  let folder: GitFolder;

  before(async () => {
    accounts = await signInBesideOther();
    folder = await gitFolder();
    await folder.git("add", "--all");
    await folder.git("commit", "--quiet", "-m", "The first");
    await accounts.other.send("POST", "/apps", { name: "whose-other" });
    await accounts.newApp("whose-mine");
    await accounts.signInOther();
    await folder.git("remote", "add", "heroku", `${accounts.gitUrl}/whose-other.git`);
  });
  after(async () => {
    await folder.remove();
    await accounts.leave();
  });

  const builds = (app: string) => accounts.other.get<unknown[]>(`/apps/${app}/builds`);

  it("asks for the app, not for the account that the remote leads to", async () => {
    const heard = await saying([undefined], commands.deploy);
    assert.match(heard, /^Deploy .* The first: \$\(cloud\) whose-other, \$\(add\) Create new app…$/);
    assert.deepEqual(await builds("whose-other"), []);
  });

  it("deploys as the account that has the app", async () => {
    const heard = await saying([/whose-other/], commands.deploy);
    assert.match(heard, /whose-other/);
    assert.equal((await builds("whose-other")).length, 1);
    assert.equal(await folder.git("rev-parse", "refs/remotes/heroku/main"), await folder.git("rev-parse", "HEAD"));
  });

  it("asks for the account where no remote says it, or the apps of both are linked", async () => {
    await folder.git("remote", "add", "staging", `${accounts.gitUrl}/whose-mine.git`);
    assert.match(await saying([undefined], commands.deploy), /Heroku account: .*other@example\.com/);
    await folder.git("remote", "remove", "staging");
    await folder.git("remote", "remove", "heroku");
    const heard = await saying(["other@example.com", undefined], commands.deploy);
    assert.match(heard, /Heroku account: .*other@example\.com\nDeploy .*Other apps, \$\(cloud\) whose-other/);
  });

  it("of a row whose app is gone says so, and offers no other", async () => {
    assert.equal(await saying([], commands.deploy, "whose-gone"), "That app is no longer there.");
  });
});
