import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import { procfileNode } from "../../../src/editor/local/local-nodes.ts";
import type { LocalProcess, LocalProcfile } from "../../../src/editor/local/local-runs.ts";
import type { AppTarget } from "../../../src/editor/services.ts";
import type { TestingApi } from "../../../src/extension.ts";
import { rowsOf, type SignedIn, signIn, skipQuestions, until as untilSo } from "../config/signed-in.ts";
import { talking } from "../create/answering.ts";
import { createScratchFolder, type ScratchFolder } from "../languages/scratch-folder.ts";
import { coupleTo, createPipeline } from "./pipeline.ts";
import { appears, until } from "./until.ts";

/** The Procfile of the test; there is one in the workspace, too. */
const mine = /scratch-/;

/** In the file of the process: what it found, by a name that says when all of it is there. */
const tell = `node -e "const fs=require('fs');fs.writeFileSync('t.tmp',JSON.stringify({env:process.env,argv:process.argv}));fs.renameSync('t.tmp','told.json')"`;

describe("Config vars of an app on this machine", () => {
  let signedIn: SignedIn;
  let local: TestingApi["local"];
  let scratch: ScratchFolder;
  let target: AppTarget;

  before(async () => {
    signedIn = await signIn();
    ({ local } = signedIn.extension);
    target = await signedIn.newApp("vars-of-mine", {
      SHARED: "of-the-app",
      API_TOKEN: "hunter2-of-the-app",
      PORT: "9",
    });
    await signedIn.addAddon(target, "heroku-postgresql");
    await untilSo(async () => "DATABASE_URL" in (await signedIn.varsOf(target)));
  });
  after(() => signedIn.leave());
  beforeEach(async () => {
    scratch = await createScratchFolder();
    await scratch.write("Procfile", `tell: ${tell} && cat\n`);
    await scratch.write(".env", "SHARED=of-the-file\nOWN=of-the-file\n");
    await found(() => true);
  });
  afterEach(async () => {
    await stopAll();
    await scratch.remove();
  });

  const procfiles = async (): Promise<LocalProcfile[]> =>
    (await local.runs.procfiles()).filter(({ root }) => root === scratch.path);
  /** VS Code may miss a file in a folder that was made a moment ago: it is written until it is seen. */
  const found = (isSo: (process: LocalProcess) => boolean): Promise<void> =>
    untilSo(async () => {
      const [process] = (await procfiles())[0]?.processes ?? [];
      if (process && isSo(process)) return true;
      const file = scratch.uri("Procfile");
      await vscode.workspace.fs.writeFile(file, await vscode.workspace.fs.readFile(file));
      return false;
    });
  const row = () => procfileNode(scratch.uri("Procfile").fsPath);
  const told = async (): Promise<{ env: Record<string, string>; argv: string[] }> =>
    JSON.parse(await appears(scratch.path, "told.json"));
  const stopAll = async (): Promise<void> => {
    for (const { client } of local.runs.all) await client.ask({ do: "stop" }).catch(() => undefined);
    for (const execution of vscode.tasks.taskExecutions) execution.terminate();
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await until(local.runs, () => local.runs.all.length === 0 && vscode.tasks.taskExecutions.length === 0);
  };
  const isStarted = (): boolean => local.runs.runOf(row().file) !== undefined;

  it("wins over .env, without the add-ons' unless the person wants them, and is in no file, title or argument", async () => {
    const wait = told();
    const heard = await talking(
      { said: [/vars-of-mine/, "Start Without These"] },
      commands.startLocalWithConfigVars,
      row(),
    );
    const { env } = await wait;
    assert.deepEqual([env["SHARED"], env["OWN"], env["DATABASE_URL"]], ["of-the-app", "of-the-file", undefined]);
    assert.notEqual(env["PORT"], "9");
    assert.match(heard, /Use the config vars of vars-of-mine on this machine\?/);
    assert.match(heard, /• DATABASE_URL \(postgresql-/);
    assert.match(heard, /runs with 2 config vars of vars-of-mine, without DATABASE_URL/);
    const options = vscode.window.terminals.map(({ name, creationOptions }) => JSON.stringify([name, creationOptions]));
    assert.doesNotMatch(`${heard}${options.join()}`, /hunter2/);
    assert.deepEqual(await signedIn.filesWith("hunter2-of-the-app"), []);
  });

  it("is given again to a process that is restarted", async () => {
    const first = told();
    await talking({ said: [mine, "Start Without These"] }, commands.startLocalWithConfigVars, rowOfApp());
    const run = local.runs.runOf(row().file);
    await first;
    await vscode.workspace.fs.delete(scratch.uri("told.json"));
    const wait = told();
    await run?.client.ask({ do: "restart", name: "tell.1" });
    assert.equal((await wait).env["SHARED"], "of-the-app");
  });

  it("replaces the variables of a run after a question", async () => {
    const first = told();
    await local.runs.start({ procfile: await only() });
    await first;
    const declined = await talking(
      { said: [mine, "Start With All", undefined] },
      commands.startLocalWithConfigVars,
      rowOfApp(),
    );
    assert.match(declined, /Restart .* with the config vars of vars-of-mine\?/);
    await vscode.workspace.fs.delete(scratch.uri("told.json"));
    const wait = told();
    await talking({ said: [mine, "Start With All", "Restart"] }, commands.startLocalWithConfigVars, rowOfApp());
    const { env } = await wait;
    assert.match(env["DATABASE_URL"] ?? "", /^postgres:/);
  });

  it("stays with a run that is started anew, or again with the router", async () => {
    const first = told();
    await scratch.write("Procfile", `web: ${tell} && cat\n`);
    await found(({ type }) => type === "web");
    await talking({ said: [mine, "Start With All"] }, commands.startLocalWithConfigVars, rowOfApp());
    await first;
    for (const [said, command] of [
      [[], commands.startLocalAnew],
      [["Restart"], commands.recordTraffic],
    ] as const) {
      await vscode.workspace.fs.delete(scratch.uri("told.json"));
      const wait = told();
      await talking({ said }, command, row());
      assert.match((await wait).env["DATABASE_URL"] ?? "", /^postgres:/, command);
    }
    assert.ok(local.runs.runOf(row().file)?.traffic?.recording);
    await stopAll();
    await vscode.workspace.fs.delete(scratch.uri("told.json"));
    const wait = told();
    await local.runs.start({ procfile: await only() });
    assert.equal((await wait).env["DATABASE_URL"], undefined);
  });

  it("starts nothing when the app, or what is to be left out, is not chosen", async () => {
    await talking({ said: [undefined] }, commands.startLocalWithConfigVars, row());
    await talking({ said: [undefined] }, commands.startLocalWithConfigVars, rowOfApp());
    await talking({ said: [mine, undefined] }, commands.startLocalWithConfigVars, rowOfApp());
    assert.equal(isStarted(), false);
  });

  it("asks nothing about an app without add-ons, and names one in production", async () => {
    const plain = await signedIn.newApp("vars-plain", { SHARED: "plain" });
    const wait = told();
    const heard = await talking({ said: [mine] }, commands.startLocalWithConfigVars, rowOfApp(plain));
    assert.match(heard, /runs with 1 config vars? of vars-plain\./);
    assert.equal((await wait).env["SHARED"], "plain");
    await stopAll();
    await coupleTo(await createPipeline(plain, "vars-pipeline"), plain, "production");
    const asked = await talking({ said: [mine, undefined] }, commands.startLocalWithConfigVars, rowOfApp(plain));
    assert.match(asked, /vars-plain is in production/);
    assert.equal(isStarted(), false);
  });

  it("leaves the add-ons' out without a question when the person wants none", async () => {
    await skipQuestions(["localConfig"]);
    try {
      const wait = told();
      await talking({ said: [mine] }, commands.startLocalWithConfigVars, rowOfApp());
      assert.equal((await wait).env["DATABASE_URL"], undefined);
    } finally {
      await skipQuestions(undefined);
    }
  });

  it("says in the platform's words that it may not be read", async () => {
    const others = await signedIn.appOfOthers("vars-of-others", { A: "1" }, ["view"]);
    await talking({ said: [mine] }, commands.startLocalWithConfigVars, rowOfApp(others));
    await signedIn.log(/The config vars of vars-of-others could not be read: /);
    assert.equal(isStarted(), false);
  });

  it("runs a command once with .env, remembers it, and with the config vars of an app", async () => {
    await scratch.write("Procfile", `tell: ${tell}\n`);
    await found(({ command }) => command === tell);
    const label = /^node -e/;
    const first = told();
    const heard = await talking({ boxes: [label] }, commands.runLocalCommand, row());
    assert.deepEqual(
      [(await first).env["SHARED"], (await first).env["ELECTRON_RUN_AS_NODE"]],
      ["of-the-file", undefined],
    );
    assert.match(heard, new RegExp(`Run a command with the .env of ${path.basename(scratch.path)}`));
    await vscode.workspace.fs.delete(scratch.uri("told.json"));
    const second = told();
    const again = await talking(
      { boxes: [label], said: ["Run With All", mine] },
      commands.runLocalCommandWithConfigVars,
      rowOfApp(),
    );
    assert.match(again, /Used before, node -e/);
    const { env } = await second;
    assert.deepEqual([env["SHARED"], env["OWN"]], ["of-the-app", "of-the-file"]);
    assert.match(env["DATABASE_URL"] ?? "", /^postgres:/);
    assert.deepEqual(await signedIn.filesWith("hunter2-of-the-app"), []);
  });

  it("runs no command that is not given", async () => {
    await talking({ boxes: [undefined] }, commands.runLocalCommand, row());
    assert.equal(vscode.tasks.taskExecutions.length, 0);
  });

  describe("that app.json requires", () => {
    beforeEach(() =>
      scratch.write(
        "app.json",
        JSON.stringify({ env: { SHARED: {}, NEEDED: { description: "From the dashboard" }, ALSO: {}, FINE: "1" } }),
      ),
    );
    const begin = async (): Promise<void> => void (await local.runs.start({ procfile: await only() }));

    it("are asked for once in a window, and kept in memory", async () => {
      const command = vscode.commands.registerCommand("test.begin", begin);
      const wait = told();
      const heard = await talking(
        { said: ["Enter Values…", "Until this window closes"], boxes: ["hunter2-needed", ""] },
        "test.begin",
      );
      const { env } = await wait;
      assert.deepEqual([env["NEEDED"], env["ALSO"]], ["hunter2-needed", undefined]);
      assert.match(heard, /• NEEDED\n• ALSO/);
      assert.doesNotMatch(heard, /• (?:SHARED|FINE)/);
      assert.match(heard, /NEEDED \(1\/2\): From the dashboard \(dots\)/);
      assert.deepEqual(await signedIn.filesWith("hunter2-needed"), []);
      await stopAll();
      await vscode.workspace.fs.delete(scratch.uri("told.json"));
      const again = told();
      await talking({}, "test.begin");
      assert.equal((await again).env["NEEDED"], "hunter2-needed");
      command.dispose();
    });

    it("are written to .env when the person says so", async () => {
      const command = vscode.commands.registerCommand("test.begin", begin);
      const wait = told();
      await talking({ said: ["Enter Values…", "In .env"], boxes: ["two words", "x"] }, "test.begin");
      assert.equal((await wait).env["NEEDED"], "two words");
      const text = Buffer.from(await vscode.workspace.fs.readFile(scratch.uri(".env"))).toString();
      assert.match(text, /^SHARED=of-the-file\nOWN=of-the-file\nNEEDED=.two words.\nALSO=x\n$/);
      command.dispose();
    });

    it("are done without, or nothing is started", async () => {
      const command = vscode.commands.registerCommand("test.begin", begin);
      await talking({ said: [undefined] }, "test.begin");
      assert.equal(isStarted(), false);
      await talking({ said: ["Enter Values…"], boxes: [undefined] }, "test.begin");
      assert.equal(isStarted(), false);
      await talking({ said: ["Start Without"] }, "test.begin");
      assert.equal(isStarted(), true);
      command.dispose();
    });
  });

  async function only(): Promise<LocalProcfile> {
    const [found] = await procfiles();
    assert.ok(found);
    return found;
  }

  function rowOfApp(app = target) {
    return rowsOf(app).group;
  }
});
