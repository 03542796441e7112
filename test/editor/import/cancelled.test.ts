import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import { findGit } from "../../../src/git/program.ts";
import { push } from "../../../src/git/push.ts";
import { answering } from "../create/answering.ts";
import { type GitFolder, gitFolder } from "../git-folder.ts";
import { impatient } from "../impatient.ts";
import { person, saying } from "../person.ts";
import { signInBesideOther, type TwoAccounts } from "../two-accounts.ts";
import { startStallingHost } from "./stalling-host.ts";

describe("an import that is given up", () => {
  let accounts: TwoAccounts;
  let folder: GitFolder;

  before(async () => {
    accounts = await signInBesideOther();
    folder = await gitFolder();
    await folder.git("add", "--all");
    await folder.git("commit", "--quiet", "-m", "The first");
    await accounts.newApp("give-up-git");
    await accounts.newApp("give-up-slug");
    const url = `${accounts.gitUrl}/give-up-git.git`;
    const refspec = "HEAD:refs/heads/main";
    const result = await push({ git: await findGit(), repository: folder.path, url, refspec, token: accounts.token });
    assert.equal(result.kind, "pushed", JSON.stringify(result));
    await build("give-up-slug");
  });
  after(async () => {
    await folder.remove();
    await accounts.leave();
  });

  async function build(app: string): Promise<void> {
    const archive = path.join(await folder.beside(), "source.tgz");
    await folder.git("archive", "--format=tar.gz", "--output", archive, "HEAD");
    const source = await accounts.me.send<{ source_blob: { get_url: string; put_url: string } }>("POST", "/sources");
    await fetch(source.source_blob.put_url, { method: "PUT", body: await readFile(archive) });
    const made = await accounts.me.send<{ output_stream_url: string }>("POST", `/apps/${app}/builds`, {
      source_blob: { url: source.source_blob.get_url },
    });
    await (await fetch(made.output_stream_url)).text();
  }

  const temporary = async () => (await readdir(os.tmpdir())).filter((name) => name.startsWith("heroku-slug-"));

  it("in the middle of the clone leaves no folder, ends git and says so", async () => {
    const host = await startStallingHost(accounts.gitUrl);
    const target = accounts.extension.services.apps.find("give-up-git");
    assert.ok(target);
    await accounts.useGitUrl(host.url);
    const parent = await folder.beside();
    const [someone, hasty] = [person(parent), impatient()];
    const done = vscode.commands.executeCommand(commands.importApp, "give-up-git");
    await host.isStalled;
    assert.ok(existsSync(path.join(parent, "give-up-git/.git")), "it is half made");
    hasty.cancel();
    await done;
    hasty.leave();
    someone.leave();
    await accounts.useGitUrl(accounts.gitUrl);
    await host.close();
    assert.deepEqual(await readdir(parent), []);
    assert.match(someone.heard.join("\n"), /The import of give-up-git is cancelled; nothing of it is in .*beside-/);
    assert.doesNotMatch(someone.heard.join("\n"), /could not|is imported/);
  });

  it("in the middle of the download leaves neither the clone nor what had arrived, and says so", async () => {
    const parent = await folder.beside();
    const hasty = impatient((cancel) => {
      if (existsSync(path.join(parent, "give-up-slug/.git"))) cancel();
    });
    const heard = await saying([parent, /Download the source/], commands.importApp, "give-up-slug").finally(
      hasty.leave,
    );
    assert.match(heard, /The import of give-up-slug is cancelled; nothing of it is in .*beside-/);
    assert.doesNotMatch(heard, /could not|is imported|Downloading/);
    assert.deepEqual([await readdir(parent), await temporary()], [[], []]);
  });

  it("can be done again in the same folder", async () => {
    const parent = await folder.beside();
    const answers = [parent, /Download the source/, /Not now/, undefined];
    assert.match(await saying(answers, commands.importApp, "give-up-slug"), /give-up-slug is imported/);
  });

  it("in the picker makes nothing; with two accounts each row says whose it is", async () => {
    await accounts.other.send("POST", "/apps", { name: "give-up-theirs" });
    await accounts.signInOther();
    const asked = answering(undefined, "give-up-theirs");
    await vscode.commands.executeCommand(commands.importApp);
    const heard = await saying([undefined], commands.importApp).finally(asked.leave);
    const [rows = ""] = asked.heard;
    assert.match(rows, /^\S+give-up-theirs\S+ · other@example\.com$/m);
    assert.ok(rows.includes(`give-up-git ${accounts.gitUrl}/give-up-git.git`) && rows.includes(` · ${accounts.email}`));
    assert.equal(heard, "Import into");
  });

  it("is done as the account whose row it was", async () => {
    const asked = answering("give-up-theirs");
    const parent = await folder.beside();
    const heard = await saying([parent, /empty clone/, undefined], commands.importApp).finally(asked.leave);
    assert.match(heard, /give-up-theirs was never pushed by git/);
    assert.ok(existsSync(path.join(parent, "give-up-theirs/.git")));
  });
});
