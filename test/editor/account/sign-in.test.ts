import assert from "node:assert/strict";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { checkKey } from "../../../src/editor/account/ask-for-api-key.ts";
import { checkPassword } from "../../../src/editor/account/ask-for-password.ts";
import { keyOf, type StoredAccount } from "../../../src/editor/account/choice.ts";
import { ask } from "../../../src/editor/account/follow-cli.ts";
import { keep } from "../../../src/editor/account/sign-in.ts";
import { signInByBrowser } from "../../../src/editor/account/sign-in-by-browser.ts";
import { signInByCli } from "../../../src/editor/account/sign-in-by-cli.ts";
import type { SignInContext } from "../../../src/editor/account/sign-in-way.ts";
import { signOut } from "../../../src/editor/account/sign-out.ts";
import { commands } from "../../../src/editor/identifiers.ts";
import type { TestingApi } from "../../../src/extension.ts";
import { totp } from "../../../src/sandbox/api/totp.ts";
import { type ChildSandbox, startChildSandbox } from "../child-sandbox.ts";
import { extensionUnderTest } from "../extension-under-test.ts";
import { logInOnPage } from "./log-in-on-page.ts";
import { newSandboxAccount, type SandboxAccount } from "./sandbox-account.ts";

const password = "correct horse";

describe("signing in", () => {
  let sandbox: ChildSandbox;
  let extension: TestingApi;
  let me: SandboxAccount;
  let careful: SandboxAccount;
  let context: SignInContext;
  let home: string;
  const { signal } = new AbortController();

  before(async () => {
    extension = await extensionUnderTest();
    sandbox = await startChildSandbox();
    me = await newSandboxAccount(sandbox, { email: "me@example.com", password });
    careful = await newSandboxAccount(sandbox, { email: "careful@example.com", password, two_factor: "account" });
    home = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-home-"));
    const env = { HOME: home, PATH: `${home}/bin:/usr/bin:/bin`, HEROKU_LOGIN_HOST: sandbox.apiUrl };
    context = { host: { apiUrl: sandbox.apiUrl, gitUrl: sandbox.gitUrl }, version: "0.0.0", env };
  });
  after(async () => {
    await extension.sessions.store.write({ use: "nothing" });
    await extension.sessions.reload();
    await sandbox.stop();
    await rm(home, { recursive: true, force: true });
  });

  const inBrowser = (form: Parameters<typeof logInOnPage>[1]) =>
    signInByBrowser(context, async (page) => {
      void logInOnPage(page.toString(true), form);
      return true;
    });

  describe("in the browser", () => {
    it("waits for the page, and knows when the sign-in ends and how to take it back", async () => {
      const account = await inBrowser({ email: me.email, password });
      assert.ok(account !== undefined && account !== "api-key");
      assert.equal(account.account.email, me.email);
      assert.equal(account.way, "browser");
      assert.notEqual(account.token, me.token);
      const days = (Date.parse(account.endsAt ?? "") - Date.now()) / (24 * 60 * 60_000);
      assert.ok(days > 29.9 && days < 30.1, `${days} days`);
      const key = await keep(extension.sessions, account);
      assert.equal(extension.sessions.all[0]?.key, key);
      await signOut(extension.sessions, key);
      assert.deepEqual(extension.sessions.all, []);
      assert.equal((await tried(account.token)).status, 401);
    });

    it("says in the service's words why it was refused, and the way round", async () => {
      await assert.rejects(inBrowser({ email: "", password: "", action: "deny" }), /The login was denied/);
    });

    it("ends when its picker is closed", async () => {
      const signingIn = signInByBrowser(context, async () => true);
      await closedPicker(signingIn);
      assert.equal(await signingIn, undefined);
    });

    it("opens nothing of another host", async () => {
      const env = { HEROKU_LOGIN_HOST: "https://login.example.com" };
      const opened: string[] = [];
      const open = async (page: vscode.Uri) => opened.push(page.toString()) > 0;
      await assert.rejects(signInByBrowser({ ...context, env }, open), /not sent to https:\/\/login\.example\.com/);
      assert.deepEqual(opened, []);
    });
  });

  describe("with an API key", () => {
    it("takes a good one and says why another is not taken", async () => {
      const taken = await checkKey(context, me.token, signal);
      assert.equal(taken.kind === "taken" && taken.result.account.email, me.email);
      for (const [key, complaint] of [
        ["", /Paste the API key first/],
        ["with a blank", /no spaces/],
        ["no-key-of-anybody", /does not accept this API key/],
      ] as const) {
        const refused = await checkKey(context, key, signal);
        assert.match(refused.kind === "refused" ? refused.complaint : "taken", complaint);
      }
    });
  });

  describe("with e-mail address and password", () => {
    const email = "careful@example.com";
    it("buys a token", async () => {
      const taken = await checkPassword(context, { email: me.email, password }, signal);
      assert.ok(taken.kind === "taken" && taken.result !== "needs-code");
      assert.equal(taken.result.account.email, me.email);
      assert.equal((await tried(taken.result.token)).status, 200);
    });

    it("says that the password is another", async () => {
      const refused = await checkPassword(context, { email: me.email, password: "wrong" }, signal);
      assert.match(refused.kind === "refused" ? refused.complaint : "", /not the password of me@example\.com/);
    });

    it("asks for the second factor, until it is right", async () => {
      assert.deepEqual(await checkPassword(context, { email, password }, signal), {
        kind: "taken",
        result: "needs-code",
      });
      const wrong = await checkPassword(context, { email, password, code: "000000" }, signal);
      assert.match(wrong.kind === "refused" ? wrong.complaint : "", /wrong or no longer valid/);
      const code = totp(careful.two_factor_secret ?? "", new Date());
      const right = await checkPassword(context, { email, password, code }, signal);
      assert.equal(right.kind === "taken" && right.result !== "needs-code" && right.result.account.email, email);
    });
  });

  describe("with the session of the Heroku CLI", () => {
    let account: StoredAccount;

    it("says that there is none, and uses nothing", async () => {
      assert.equal(await signInByCli(context), undefined);
    });

    it("shows whose it is first, and takes it after a yes", async () => {
      await installCli(home, me.token);
      const declined = signInByCli(context);
      await closedPicker(declined);
      assert.equal(await declined, undefined);
      const accepted = signInByCli(context);
      await acceptedPicker(accepted);
      const taken = await accepted;
      assert.equal(taken?.account.email, me.email);
      assert.equal(taken?.way, "cli");
      assert.ok(taken);
      account = taken;
    });

    it("follows the CLI: signed out, in again, and in as somebody else", async () => {
      const sessions = { ...extension.sessions, env: context.env };
      await keep(extension.sessions, account);
      await rm(path.join(home, "bin/token"));
      await ask(sessions, account);
      const [away] = extension.sessions.away;
      assert.equal(away?.key, keyOf(account));
      assert.match(away?.reason ?? "", /The Heroku CLI is no longer signed in as me@example\.com/);
      await installCli(home, me.token);
      await ask(sessions, { ...account, isLeft: true });
      assert.deepEqual(emails(extension), [me.email]);
      await installCli(home, sandbox.token);
      await ask(sessions, account);
      assert.equal(extension.sessions.all.length, 1);
      assert.notEqual(extension.sessions.all[0]?.account.email, me.email);
    });
  });

  it("can be declined in the picker of ways", async () => {
    const signingIn = vscode.commands.executeCommand(commands.signIn);
    await closedPicker(signingIn);
    await signingIn;
  });

  const tried = (token: string) =>
    fetch(`${sandbox.apiUrl}/account`, {
      headers: { Accept: "application/vnd.heroku+json; version=3", Authorization: `Bearer ${token}` },
    });
});

function emails({ sessions }: TestingApi): string[] {
  return sessions.all.map(({ account }) => account.email);
}

async function installCli(home: string, token: string): Promise<void> {
  const root = vscode.extensions.getExtension("heroku-workbench.heroku-workbench")?.extensionPath ?? "";
  await mkdir(path.join(home, "bin"), { recursive: true });
  await copyFile(path.join(root, "test/programs/heroku-cli.sh"), path.join(home, "bin/heroku"));
  await writeFile(path.join(home, "bin/token"), `${token}\n`);
}

/** Closes the picker that `work` opens; there is no event for its opening. */
async function closedPicker(work: PromiseLike<unknown>): Promise<void> {
  await until(work, "workbench.action.closeQuickOpen");
}

async function acceptedPicker(work: PromiseLike<unknown>): Promise<void> {
  await until(work, "workbench.action.acceptSelectedQuickOpenItem");
}

/** Repeats what does nothing without a picker until there was one. */
async function until(work: PromiseLike<unknown>, command: string): Promise<void> {
  let isOver = false;
  void Promise.resolve(work).finally(() => {
    isOver = true;
  });
  while (!isOver) await vscode.commands.executeCommand(command);
}
