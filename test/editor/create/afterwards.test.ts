import assert from "node:assert/strict";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { firstDeploys, habits, setFirstDeploys } from "../../../src/editor/create/remembered.ts";
import { commands } from "../../../src/editor/identifiers.ts";
import { listApps } from "../../../src/heroku/resources/apps.ts";
import { listPipelineCouplings } from "../../../src/heroku/resources/pipelines.ts";
import { type GitFolder, gitFolder } from "../git-folder.ts";
import { person, type Said } from "../person.ts";
import { signInBesideOther, type TwoAccounts } from "../two-accounts.ts";
import { type Answered, answering } from "./answering.ts";

describe("what comes with a new app", () => {
  let accounts: TwoAccounts;
  let folder: GitFolder;

  before(async () => {
    accounts = await signInBesideOther();
    folder = await gitFolder();
    await accounts.me.send("POST", "/pipelines", { name: "after-line" });
  });
  after(async () => {
    await accounts.extension.services.context.globalState.update("herokuWorkbench.create", undefined);
    await folder.remove();
    await accounts.leave();
  });

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
  const appOf = async (name: string) => (await listApps(accounts.me)).find((app) => app.name === name);

  describe("its git remote", () => {
    it("is offered for the only repository, and added", async () => {
      const heard = await run(commands.createApp, ["after-first", "Create App"]);
      assert.match(heard, /Git remote heroku → hello-node/);
      assert.match(heard, /Created after-first; the git remote heroku leads to it/);
      assert.equal(await folder.git("remote", "get-url", "heroku"), `${accounts.gitUrl}/after-first.git`);
    });

    it("has the name of the pipeline's stage where heroku is taken", async () => {
      const answers = ["after-staging", "Pipeline", "after-line", "staging", "Create App"];
      const heard = await run(commands.createApp, answers);
      assert.match(heard, /Pipeline after-line · staging, Git remote staging → hello-node/);
      assert.equal(await folder.git("remote", "get-url", "staging"), `${accounts.gitUrl}/after-staging.git`);
      const app = await appOf("after-staging");
      const coupling = (await listPipelineCouplings(accounts.me)).find((it) => it.app.id === app?.id);
      assert.equal(coupling?.stage, "staging");
    });

    it("is not added when the person wants none", async () => {
      const before = await folder.git("remote");
      const heard = await run(commands.createApp, ["after-alone", "Git remote", "None", "Create App"]);
      assert.match(heard, /Created after-alone\.$/m);
      assert.equal(await folder.git("remote"), before);
    });

    it("nor anything else, when it is declined after all was chosen", async () => {
      const before = await folder.git("remote");
      const answers = ["after-never", "Pipeline", "after-line", "production", "Git remote", undefined, undefined];
      const heard = await run(commands.createApp, answers);
      assert.match(heard, /Pipeline after-line · production/);
      assert.equal(await folder.git("remote"), before);
      assert.equal(await appOf("after-never"), undefined);
    });
  });

  it("its pipeline is left out, and said so, when the platform refuses the stage", async () => {
    await accounts.me.send("POST", "/pipelines", { name: "after-gone" });
    const pipelines = await accounts.me.get<{ id: string; name: string }[]>("/pipelines");
    const id = pipelines.find(({ name }) => name === "after-gone")?.id;
    const answers = ["after-shortfall", "Pipeline", "after-gone", "staging", "Git remote"];
    const gone: Answered = () => accounts.me.send("DELETE", `/pipelines/${id}`).then(() => "None");
    const heard = await run(commands.createApp, [...answers, gone, "Create App"]);
    assert.match(heard, /after-shortfall was created, but its pipeline could not be set: .{5,}/);
    assert.match(heard, /Created after-shortfall\./);
  });

  describe("the window in which its project opens", () => {
    let parent: string;
    const opened: unknown[][] = [];
    const executeCommand = vscode.commands.executeCommand;
    const updateWorkspaceFolders = vscode.workspace.updateWorkspaceFolders;

    // Opening another folder would end the window with the tests in it.
    before(async () => {
      parent = await realpath(await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-opening-")));
      Object.assign(vscode.commands, {
        executeCommand: (command: string, ...args: unknown[]) =>
          command === "vscode.openFolder" ? opened.push(args) : executeCommand(command, ...args),
      });
      Object.assign(vscode.workspace, {
        updateWorkspaceFolders: (...args: unknown[]) => Boolean(opened.push(args)),
      });
    });
    beforeEach(() => void opened.splice(0));
    afterEach(() => setFirstDeploys(accounts.extension.services.context, []));
    after(async () => {
      Object.assign(vscode.commands, { executeCommand });
      Object.assign(vscode.workspace, { updateWorkspaceFolders });
      await rm(parent, { recursive: true, force: true, maxRetries: 5 });
    });

    const create = (name: string, opening: string) =>
      run(
        commands.createFromTemplate,
        [name, "Then", opening, "Create App and Deploy"],
        habits(accounts.extension.services.context).parent === undefined ? [parent] : [],
        "static-site",
      );
    const place = (name: string) => vscode.Uri.file(path.join(parent, name)).toString();

    it("is a new one at first where a folder is open, and its deploy is left to it", async () => {
      const heard = await create("opening-new", "open it in a new window");
      assert.match(heard, /Then open it in a new window/);
      assert.deepEqual(
        opened.map(([uri, how]) => [String(uri), how]),
        [[place("opening-new"), { forceNewWindow: true }]],
      );
      const [waiting, ...others] = firstDeploys(accounts.extension.services.context);
      assert.deepEqual(
        [waiting?.app.name, waiting?.folder, others],
        ["opening-new", path.join(parent, "opening-new"), []],
      );
    });

    it("is this one when that is chosen, which is remembered for the next", async () => {
      await create("opening-this", "open it in this window");
      assert.deepEqual(
        opened.map(([uri, how]) => [String(uri), how]),
        [[place("opening-this"), { forceReuseWindow: true }]],
      );
      assert.equal(habits(accounts.extension.services.context).opening, "this");
    });

    it("keeps its folders when the project is added to the workspace", async () => {
      await create("opening-add", "add it to this workspace");
      const count = vscode.workspace.workspaceFolders?.length;
      assert.deepEqual(
        opened.map(([at, removed, added]) => [at, removed, String((added as { uri: vscode.Uri }).uri)]),
        [[count, 0, place("opening-add")]],
      );
      assert.equal(firstDeploys(accounts.extension.services.context)[0]?.app.name, "opening-add");
    });
  });
});
