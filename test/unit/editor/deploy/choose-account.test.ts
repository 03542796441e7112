import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { chooseAccount } from "../../../../src/editor/deploy/choose-account.ts";
import type { Services, Session } from "../../../../src/editor/services.ts";
import { initRepository } from "../../../../src/git/first-commit.ts";
import { localGit } from "../../../../src/git/local-git.ts";
import { findGit, type GitProgram } from "../../../../src/git/program.ts";
import { anApp, aSession } from "../tree/builders.ts";

let git: GitProgram;
let root: string;

before(async () => {
  git = await findGit({});
  root = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-account-"));
  await initRepository(git, root);
  await localGit(git, root).run("remote", "add", "heroku", "https://git.heroku.com/shop.git");
});
after(() => rm(root, { recursive: true, force: true, maxRetries: 3 }));

const mine = aSession("mine");
const work = aSession("work");
const sandbox = aSession("sandbox", { gitUrl: "http://127.0.0.1:5180" });

/** The accounts, the apps that each knows, and which one a person would name. */
const cases: [name: string, all: Session[], apps: Record<string, string[]>, chosen: Session][] = [
  ["one account needs no look at the remotes", [sandbox], {}, sandbox],
  ["the account of the app that a remote leads to", [sandbox, mine], { mine: ["shop"] }, mine],
  ["of two on one platform the one that knows the app", [mine, work], { mine: ["blog"], work: ["shop"] }, work],
  ["a remote of an app that both know leaves it to the person", [mine, work], { mine: ["shop"], work: ["shop"] }, mine],
  ["an app of that name elsewhere is another", [sandbox, mine], { sandbox: ["shop"] }, sandbox],
];

for (const [name, all, apps, chosen] of cases)
  test(name, async () => {
    let asked = 0;
    const sessions = { all, require: async () => [all[0], asked++][0] };
    const find = (app: string, key: string) => (apps[key]?.includes(app) ? { app: anApp(app) } : undefined);
    const services = { sessions, apps: { find, ready: async () => [] } } as unknown as Services;
    assert.equal(await chooseAccount(services, git, root), chosen);
    const knowing = all.filter(({ key, gitUrl }) => gitUrl === mine.gitUrl && apps[key]?.includes("shop"));
    assert.equal(asked, all.length > 1 && knowing.length === 1 ? 0 : 1);
  });
