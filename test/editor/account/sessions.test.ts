import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { StoredAccount } from "../../../src/editor/account/choice.ts";
import { checkAccount, connect } from "../../../src/editor/account/connect.ts";
import { createSessions } from "../../../src/editor/account/sessions.ts";
import { createDisposables } from "../../../src/editor/disposables.ts";
import type { TestingApi } from "../../../src/extension.ts";
import { createApp, destroyApp } from "../../../src/heroku/resources/apps.ts";
import { type ChildSandbox, startChildSandbox } from "../child-sandbox.ts";
import { extensionUnderTest, sessionBecomes } from "../extension-under-test.ts";

describe("the account", () => {
  let sandbox: ChildSandbox;
  let extension: TestingApi;

  before(async () => {
    extension = await extensionUnderTest();
    sandbox = await startChildSandbox();
  });
  after(async () => {
    await extension.sessions.store.write({ use: "nothing" });
    await extension.sessions.reload();
    await sandbox.stop();
  });

  const signIn = async (token = sandbox.token): Promise<StoredAccount> => {
    const { apiUrl, gitUrl } = sandbox;
    const account = await checkAccount(connect({ apiUrl, token: sandbox.token, version: "0.0.0" }));
    const stored = { apiUrl, gitUrl, token, account };
    await extension.sessions.store.write({ use: "account", account: stored });
    await extension.sessions.reload();
    return stored;
  };

  it("is signed in with a good key, told apart as a sandbox, and sees its apps", async () => {
    const { account } = await signIn();
    const session = await extension.sessions.require();
    assert.equal(session?.account.email, account.email);
    assert.equal(session?.isSandbox, true);
    assert.ok(session);
    await createApp(session.client, { name: "editor-test-app" });
    await extension.services.apps.refresh();
    assert.deepEqual(
      (await extension.services.apps.ready()).map(({ app }) => app.name),
      ["editor-test-app"],
    );
    await destroyApp(session.client, "editor-test-app");
    await extension.services.apps.refresh();
    assert.deepEqual(extension.services.apps.all, []);
  });

  it("is in the editor's secret storage and in no setting or memento", async () => {
    await signIn();
    const { context } = extension.services;
    assert.match((await context.secrets.get("herokuWorkbench.account")) ?? "", new RegExp(sandbox.token));
    for (const memento of [context.globalState, context.workspaceState]) {
      for (const key of memento.keys()) assert.ok(!JSON.stringify(memento.get(key)).includes(sandbox.token), key);
    }
  });

  it("is there again in a window that opens later, and goes when another window signs out", async () => {
    await signIn();
    const disposables = createDisposables();
    const { context, log } = extension.services;
    const window = createSessions({
      context,
      log,
      disposables,
      findSandbox: async () => undefined,
      offerSignIn: async () => {},
      env: {},
    });
    try {
      assert.equal((await window.reload()).kind, "signed-in");
      await extension.sessions.store.write({ use: "nothing" });
      await sessionBecomes({ sessions: window }, ({ kind }) => kind === "signed-out");
      await sessionBecomes(extension, ({ kind }) => kind === "signed-out");
    } finally {
      disposables.dispose();
    }
  });

  it("that is refused later is signed out, with the reason", async () => {
    await signIn("no-longer-good");
    await extension.services.apps.refresh();
    const state = await sessionBecomes(extension, ({ kind }) => kind === "signed-out");
    assert.equal(state.kind === "signed-out" && state.cause, "rejected");
    assert.match((state.kind === "signed-out" && state.reason) || "", /no longer accepts/);
  });

  it("is given to other extensions by the authentication provider", async () => {
    await signIn();
    const accounts = await vscode.authentication.getAccounts("heroku-workbench");
    assert.equal(accounts.length, 1);
    await extension.sessions.store.write({ use: "nothing" });
    await sessionBecomes(extension, ({ kind }) => kind === "signed-out");
    assert.deepEqual(await vscode.authentication.getAccounts("heroku-workbench"), []);
  });
});
