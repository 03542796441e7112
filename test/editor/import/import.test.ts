import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import { install } from "../../../src/editor/import/install.ts";
import { findGit } from "../../../src/git/program.ts";
import { push } from "../../../src/git/push.ts";
import { type GitFolder, gitFolder } from "../git-folder.ts";
import { person, saying } from "../person.ts";
import { signInBesideOther, type TwoAccounts } from "../two-accounts.ts";

describe("importing an app", () => {
  let accounts: TwoAccounts;
  let folder: GitFolder;

  before(async () => {
    accounts = await signInBesideOther();
    folder = await gitFolder();
    await accounts.newApp("import-one");
    await folder.git("add", "--all");
    await folder.git("commit", "--quiet", "-m", "The first");
    const url = `${accounts.gitUrl}/import-one.git`;
    const refspec = "HEAD:refs/heads/main";
    const result = await push({ git: await findGit(), repository: folder.path, url, refspec, token: accounts.token });
    assert.equal(result.kind, "pushed", JSON.stringify(result));
    await accounts.extension.services.apps.refresh();
  });
  after(async () => {
    await folder.remove();
    await accounts.leave();
  });

  it("clones it with the remote heroku and no token, and says what it is", async () => {
    const parent = await folder.beside();
    const heard = await saying([parent, /Not now/, undefined], commands.importApp, "import-one");
    assert.match(heard, /import-one is imported \(Node\.js\): \$\(tools\) Install what it needs/);
    assert.match(heard, /import-one is in .*import-one\./);
    const config = await readFile(path.join(parent, "import-one/.git/config"), "utf8");
    assert.match(config, new RegExp(`\\[remote "heroku"\\]\\s+url = ${accounts.gitUrl}/import-one\\.git`));
    assert.ok(!config.includes(accounts.token) && !/extraheader/i.test(config));
    assert.ok(existsSync(path.join(parent, "import-one/Procfile")));
  });

  it("makes nothing when no folder is chosen", async () => {
    await saying([undefined], commands.importApp, "import-one");
  });

  it("leaves a folder that is there alone: another name, or another folder", async () => {
    const parent = await folder.beside();
    await mkdir(path.join(parent, "import-one"));
    await writeFile(path.join(parent, "import-one/mine.txt"), "mine");
    const elsewhere = await folder.beside();
    const answers = [parent, /another folder/, elsewhere, /Not now/, undefined];
    assert.match(await saying(answers, commands.importApp, "import-one"), /Import as import-one-2/);
    assert.ok(existsSync(path.join(elsewhere, "import-one/Procfile")));
    await saying([parent, /Import as import-one-2/, /Not now/, undefined], commands.importApp, "import-one");
    assert.ok(existsSync(path.join(parent, "import-one-2/Procfile")));
    assert.deepEqual(await readdir(path.join(parent, "import-one")), ["mine.txt"]);
  });

  it("of which nothing was ever pushed offers an empty clone, and leaves nothing when that is declined", async () => {
    await accounts.newApp("import-empty");
    const parent = await folder.beside();
    const heard = await saying([parent, undefined], commands.importApp, "import-empty");
    assert.match(heard, /import-empty was never pushed by git: there is no history to clone/);
    assert.doesNotMatch(heard, /Download the source/);
    assert.deepEqual(await readdir(parent), []);
    await saying([parent, /Keep an empty clone/, undefined], commands.importApp, "import-empty");
    assert.ok(existsSync(path.join(parent, "import-empty/.git")));
  });

  it("that was built from an archive gives the source of its slug", async () => {
    await accounts.newApp("import-slug");
    const archive = path.join(await folder.beside(), "source.tgz");
    await folder.git("archive", "--format=tar.gz", "--output", archive, "HEAD");
    const source = await accounts.me.send<{ source_blob: { get_url: string; put_url: string } }>("POST", "/sources");
    await fetch(source.source_blob.put_url, { method: "PUT", body: await readFile(archive) });
    const build = { source_blob: { url: source.source_blob.get_url } };
    const made = await accounts.me.send<{ output_stream_url: string }>("POST", "/apps/import-slug/builds", build);
    await (await fetch(made.output_stream_url)).text();
    const parent = await folder.beside();
    const answers = [parent, /Download the source of v\d/, /Not now/, undefined];
    const heard = await saying(answers, commands.importApp, "import-slug");
    assert.match(heard, /files of v\d+, not committed yet/);
    const [original, copy] = await Promise.all(
      [folder.path, path.join(parent, "import-slug")].map((root) => readFile(path.join(root, "server.js"), "utf8")),
    );
    assert.equal(copy, original);
    assert.ok(!existsSync(path.join(parent, "import-slug/node_modules")));
  });

  it("that this account may not see says so, in words", async () => {
    assert.match(await saying([], commands.importApp, "import-nobodys"), /That app is no longer there/);
  });

  it("that is refused by the host names the reason and leaves no folder", async () => {
    await accounts.newApp("import-gone");
    const target = accounts.extension.services.apps.find("import-gone");
    assert.ok(target);
    await accounts.me.send("DELETE", "/apps/import-gone");
    const parent = await folder.beside();
    const { heard, leave } = person(parent);
    const row = { kind: "app", id: "x", appId: target.app.id, sessionKey: target.session.key };
    await vscode.commands.executeCommand(commands.importApp, row);
    leave();
    assert.match(heard.join("\n"), /import-gone could not be imported: /);
    assert.deepEqual(await readdir(parent), []);
  });

  it("installs in the terminal, one command after the other, and stops at the first that fails", async () => {
    const place = await folder.beside();
    await writeFile(path.join(place, "write.mjs"), 'import fs from "fs"; fs.writeFileSync(process.argv[2], "");');
    const write = (name: string) => ["node", "write.mjs", name] as const;
    assert.equal(await install(place, [write("a"), write("b")]), true);
    assert.deepEqual((await readdir(place)).sort(), ["a", "b", "write.mjs"]);
    assert.equal(await install(place, [["node", "nothing.mjs"], write("c")]), false);
    assert.ok(!existsSync(path.join(place, "c")));
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });
});
