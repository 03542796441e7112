import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { remember } from "../../../src/editor/create/remembered.ts";
import { commands } from "../../../src/editor/identifiers.ts";
import { listApps } from "../../../src/heroku/resources/apps.ts";
import { listBuildpacks } from "../../../src/heroku/resources/buildpacks.ts";
import { getConfigVars } from "../../../src/heroku/resources/config-vars.ts";
import { listPipelineCouplings } from "../../../src/heroku/resources/pipelines.ts";
import { person, type Said } from "../person.ts";
import { signInBesideOther, type TwoAccounts } from "../two-accounts.ts";
import { type Answered, answering, back } from "./answering.ts";

describe("creating an app", () => {
  let accounts: TwoAccounts;
  let folder: string;

  before(async () => {
    accounts = await signInBesideOther();
    folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-create-")));
  });
  afterEach(async () => {
    const { context } = accounts.extension.services;
    await context.globalState.update("herokuWorkbench.create", undefined);
  });
  after(async () => {
    await accounts.leave();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** All that was heard while a command ran, as one text. */
  const run = async (command: string, answers: readonly Answered[], said: readonly Said[] = [], ...args: unknown[]) => {
    const [asked, told] = [answering(...answers), person(...said)];
    try {
      await vscode.commands.executeCommand(command, ...args);
    } finally {
      asked.leave();
      told.leave();
    }
    return [...asked.heard, ...told.heard].join("\n");
  };
  const names = async (): Promise<string[]> => (await listApps(accounts.me)).map(({ name }) => name);

  it("needs two Enters, and invents a name", async () => {
    const before = await names();
    const heard = await run(commands.createApp, ["", "Create App"]);
    const made = (await names()).filter((name) => !before.includes(name));
    assert.equal(made.length, 1);
    assert.match(heard, new RegExp(`Created ${made[0]}`));
    assert.ok(accounts.extension.services.apps.find(made[0] ?? ""), "the tree knows it");
  });

  it("says what no name may be, what is taken by me and by others, and goes on", async () => {
    await accounts.newApp("mine-already");
    await accounts.other.send("POST", "/apps", { name: "theirs-already" });
    const answers = ["Not-Good", "mine-already", "theirs-already", "Create App", "good-at-last", "Create App"];
    const heard = await run(commands.createApp, answers);
    assert.match(heard, /Only lower-case letters/);
    assert.match(heard, /An app is called mine-already already/);
    assert.match(heard, /\[Enter creates it.*theirs-already.*\n.*taken/i);
    assert.ok((await names()).includes("good-at-last"));
  });

  it("sets all that is chosen", async () => {
    await accounts.me.send("POST", "/pipelines", { name: "shop-line" });
    const pipeline = ["Pipeline", "shop-line", "staging"];
    const options = ["Region", "eu", "Buildpacks", "heroku/python", "Buildpacks", "heroku/nodejs", ...pipeline];
    await run(commands.createApp, ["with-all", ...options, "Create App"]);
    const app = (await listApps(accounts.me)).find(({ name }) => name === "with-all");
    assert.equal(app?.region.name, "eu");
    const buildpacks = await listBuildpacks(accounts.me, "with-all");
    assert.deepEqual(
      buildpacks.map(({ buildpack }) => buildpack.name),
      ["heroku/python", "heroku/nodejs"],
    );
    const coupling = (await listPipelineCouplings(accounts.me)).find((it) => it.app.id === app?.id);
    assert.equal(coupling?.stage, "staging");
  });

  it("makes nothing when it is declined, at any step, and remembers what was said on the way back", async () => {
    const before = await names();
    await run(commands.createApp, [undefined]);
    await run(commands.createApp, ["never-made", undefined]);
    const heard = await run(commands.createApp, [
      "never-made",
      "Region",
      "eu",
      back,
      "never-made-2",
      "Region",
      back,
      undefined,
    ]);
    assert.match(heard, /never-made-2.*Region eu/);
    assert.deepEqual(await names(), before);
  });

  it("says in the platform's words that a team lets no viewer create, and makes nothing", async () => {
    const { other, me, email } = accounts;
    await other.send("POST", "/sandbox/teams", { name: "closed-team" });
    await other.send("PUT", "/teams/closed-team/members", { email, role: "viewer" });
    const before = await listApps(me);
    const heard = await run(commands.createApp, ["for-team", "Owner", "closed-team", "Create App", undefined]);
    const refusal = heard.split("\n").at(-1) ?? "";
    assert.match(refusal, /^Create app \[(?!Enter creates).{10,}\]/);
    assert.equal((await listApps(me)).length, before.length);
  });

  describe("from a template", () => {
    let parent: string;
    beforeEach(async () => {
      parent = await mkdtemp(path.join(folder, "projects-"));
      await remember(accounts.extension.services.context, { opening: "none" });
    });

    it("makes a project with its first commit, an app that runs, and the remote between them", async () => {
      const answers = ["from-static", "Create App and Deploy"];
      const heard = await run(commands.createFromTemplate, answers, [parent], "static-site");
      assert.match(heard, /from-static is set up and running/);
      const project = path.join(parent, "from-static");
      const git = async (...args: string[]) => (await promisify(execFile)("git", args, { cwd: project })).stdout.trim();
      assert.equal(await git("remote", "get-url", "heroku"), `${accounts.gitUrl}/from-static.git`);
      assert.equal(await git("rev-list", "--count", "HEAD"), "1");
      assert.equal(await git("rev-parse", "refs/remotes/heroku/main"), await git("rev-parse", "HEAD"));
      assert.doesNotMatch(await git("config", "--list", "--local"), /HRKU|extraheader/i);
    });

    it("makes nothing when it is declined at a step or in the dialog", async () => {
      const before = await names();
      await run(commands.createFromTemplate, [undefined], [], "static-site");
      await run(commands.createFromTemplate, ["never-made", undefined], [undefined], "static-site");
      await run(commands.createFromTemplate, ["never-made", undefined], [parent], "static-site");
      assert.deepEqual([await names(), await readdir(parent)], [before, []]);
    });

    it("refuses a folder that is not empty, and takes another", async () => {
      await mkdir(path.join(parent, "not-empty"));
      await writeFile(path.join(parent, "not-empty", "mine.txt"), "mine");
      const create = "Create App and Deploy";
      const heard = await run(commands.createFromTemplate, ["not-empty", create, undefined], [parent], "static-site");
      assert.match(heard, /not-empty is not empty\. Choose another folder/);
      assert.deepEqual(await readdir(path.join(parent, "not-empty")), ["mine.txt"]);
      assert.ok(!(await names()).includes("not-empty"));
    });

    it("asks for what an app.json requires, hides secrets, and says why a set-up fails", async () => {
      const template = path.join(folder, "own-template");
      await mkdir(template);
      const env = { SHOP_TOKEN: { description: "From the shop" }, COLOUR: { value: "red" } };
      const manifest = { name: "Own", env, scripts: { postdeploy: "exit 7" } };
      await writeFile(path.join(template, "app.json"), JSON.stringify(manifest));
      await writeFile(path.join(template, "package.json"), "{}");
      await writeFile(path.join(template, "server.js"), "require('http').createServer().listen(process.env.PORT)");
      const answers = ["own-app", "", "s3cret-value", "COLOUR", "blue", "Create App and Deploy"];
      const heard = await run(commands.createFromTemplate, answers, [template, parent], "folder");
      assert.match(heard, /SHOP_TOKEN: From the shop/);
      assert.match(heard, /SHOP_TOKEN is required/);
      assert.match(heard, /SHOP_TOKEN ••••••, COLOUR "red"/);
      assert.doesNotMatch(heard, /s3cret-value/);
      assert.match(heard, /own-app could not be set up\. Postdeploy command failed.*(?:kept|gone)/);
      if ((await names()).includes("own-app")) {
        const { SHOP_TOKEN, COLOUR } = await getConfigVars(accounts.me, "own-app");
        assert.deepEqual([SHOP_TOKEN, COLOUR], ["s3cret-value", "blue"]);
      }
    });

    it("says that a folder without an app.json is no template", async () => {
      const heard = await run(commands.createFromTemplate, [], [parent], "folder");
      assert.match(heard, /cannot be used: There is no app\.json in it/);
    });
  });
});
