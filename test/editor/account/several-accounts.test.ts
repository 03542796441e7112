import assert from "node:assert/strict";
import * as vscode from "vscode";
import { keyOf, type StoredAccount } from "../../../src/editor/account/choice.ts";
import { keep } from "../../../src/editor/account/sign-in.ts";
import { accountOfToken } from "../../../src/editor/account/sign-in-way.ts";
import { signOut } from "../../../src/editor/account/sign-out.ts";
import { commands } from "../../../src/editor/identifiers.ts";
import type { Session } from "../../../src/editor/services.ts";
import type { AppsViewInside } from "../../../src/editor/tree/apps-view.ts";
import type { TestingApi } from "../../../src/extension.ts";
import { isCancelled } from "../../../src/heroku/errors.ts";
import { createApp } from "../../../src/heroku/resources/apps.ts";
import { type ChildSandbox, startChildSandbox } from "../child-sandbox.ts";
import { talking } from "../create/answering.ts";
import { extensionUnderTest, sessionBecomes } from "../extension-under-test.ts";
import { person } from "../person.ts";
import { newSandboxAccount } from "./sandbox-account.ts";

describe("several accounts", () => {
  let sandbox: ChildSandbox;
  let extension: TestingApi;
  let me: StoredAccount;
  let you: StoredAccount;

  before(async () => {
    extension = await extensionUnderTest();
    sandbox = await startChildSandbox();
    me = await accountOf(sandbox.token);
    you = await accountOf((await newSandboxAccount(sandbox, { email: "you@example.com" })).token);
  });
  beforeEach(async () => {
    await extension.sessions.store.write({ use: "nothing" });
    await extension.sessions.reload();
    await keep(extension.sessions, me);
    await keep(extension.sessions, you);
  });
  after(async () => {
    await extension.sessions.store.write({ use: "nothing" });
    await extension.sessions.reload();
    await sandbox.stop();
  });

  const accountOf = (token: string) => accountOfToken({ host: sandbox, version: "0.0.0" }, token, "api-key");
  const emails = (): string[] => extension.sessions.all.map(({ account }) => account.email);
  const sessionOf = ({ account }: StoredAccount): Session => {
    const found = extension.sessions.all.find((session) => session.account.id === account.id);
    assert.ok(found);
    return found;
  };

  /** Another sign-in of an account, which can be taken back. */
  const authorizationOf = async (token: string) => {
    const authorizations = `${sandbox.apiUrl}/oauth/authorizations`;
    const headers = { ...headersFor(token), "Content-Type": "application/json" };
    const made = await fetch(authorizations, { method: "POST", headers, body: "{}" });
    const { id, access_token: access } = (await made.json()) as { id: string; access_token: { token: string } };
    const revoke = () => fetch(`${authorizations}/${id}`, { method: "DELETE", headers: headersFor(token) });
    return { token: access.token, revoke };
  };

  it("are there at once, the one that signed in last first", async () => {
    assert.deepEqual(emails(), [you.account.email, me.account.email]);
    assert.equal((await extension.sessions.requireAny())?.account.email, you.account.email);
  });

  it("keep their sessions while others come and go", async () => {
    const session = sessionOf(me);
    await signOut(extension.sessions, sessionOf(you).key);
    assert.deepEqual(emails(), [me.account.email]);
    assert.equal(sessionOf(me), session);
  });

  it("are asked which is meant, where no app says it; declining is no account", async () => {
    const asked = extension.sessions.require();
    await pressed("workbench.action.acceptSelectedQuickOpenItem", asked);
    assert.equal((await asked)?.account.email, you.account.email);
    const declined = extension.sessions.require();
    await pressed("workbench.action.closeQuickOpen", declined);
    assert.equal(await declined, undefined);
  });

  it("show each its apps in the view", async () => {
    await createApp(sessionOf(me).client, { name: "several-mine" });
    await createApp(sessionOf(you).client, { name: "several-yours" });
    await extension.services.apps.refresh();
    const targets = await extension.services.apps.ready();
    assert.deepEqual(
      new Set(targets.map(({ app, session }) => `${app.name} of ${session.account.email}`)),
      new Set([`several-mine of ${me.account.email}`, `several-yours of ${you.account.email}`]),
    );
  });

  it("a revoked one is away, with the reason, and is there again when renewed; the other stays", async () => {
    const { revoke, token } = await authorizationOf(you.token);
    await keep(extension.sessions, { ...you, token });
    const mine = sessionOf(me);
    const yours = sessionOf(you);
    await revoke();
    await assert.rejects(yours.client.get("/account"));
    assert.deepEqual(extension.sessions.all, [mine]);
    const [away] = extension.sessions.away;
    assert.deepEqual([away?.key, away?.label, away?.cause], [yours.key, you.account.email, "rejected"]);
    await extension.sessions.reload();
    assert.equal(extension.sessions.away.length, 1, "a second look does not believe the token again");
    await keep(extension.sessions, you);
    assert.deepEqual(extension.sessions.away, []);
    assert.equal(extension.sessions.all.length, 2);
  });

  it("a revoked one is a row of its own beside the other's apps, which signs in again by a click", async () => {
    await createApp(sessionOf(me).client, { name: "away-mine" });
    await createApp(sessionOf(you).client, { name: "away-yours" });
    const { revoke, token } = await authorizationOf(you.token);
    await keep(extension.sessions, { ...you, token });
    await extension.services.apps.refresh();
    const view = extension.services.apps as AppsViewInside;
    const roots = async () => (await view.provider.getChildren()) ?? [];
    const itemOf = (email: string) => async (): Promise<vscode.TreeItem> => {
      const items = await Promise.all((await roots()).map((node) => view.provider.getTreeItem(node)));
      const found = items.find(({ label }) => label === email);
      assert.ok(found, items.map(({ label }) => label).join(", "));
      return found;
    };
    const [mine, yours] = [itemOf(me.account.email), itemOf(you.account.email)];
    assert.match((await yours()).contextValue ?? "", /\+account$/);
    assert.ok(extension.services.apps.find("away-yours"));
    await revoke();
    const { heard, leave } = person();
    await extension.services.apps.refresh();
    leave();
    const away = await yours();
    assert.equal(away.description, "signed out");
    assert.equal(away.accessibilityInformation?.label, `${you.account.email}, account, signed out`);
    assert.match(String(away.tooltip), /no longer accepts this sign-in/);
    assert.match(away.contextValue ?? "", /\+away$/);
    assert.equal(away.collapsibleState, vscode.TreeItemCollapsibleState.None);
    assert.deepEqual(away.command?.arguments, [keyOf(you)]);
    assert.equal(away.command?.command, commands.signIn);
    assert.match(heard.join("\n"), new RegExp(`${you.account.email}: .*no longer accepts`), "said once");
    assert.match((await mine()).contextValue ?? "", /\+account$/);
    assert.ok(extension.services.apps.find("away-mine"));
    assert.equal(extension.services.apps.find("away-yours"), undefined);
    await talking({ boxes: [you.token] }, commands.signIn, keyOf(you));
    await extension.services.apps.ready();
    assert.match((await yours()).contextValue ?? "", /\+account$/);
    assert.ok(extension.services.apps.find("away-yours"));
  });

  it("are all given to other extensions", async () => {
    const accounts = await vscode.authentication.getAccounts("heroku-workbench");
    assert.deepEqual(new Set(accounts.map(({ label }) => label)), new Set(emails()));
  });

  it("who declines to give a code has cancelled, and nothing was done", async () => {
    const token = (await newSandboxAccount(sandbox, { email: "careful@example.com", two_factor: "account" })).token;
    const key = await keep(extension.sessions, await accountOf(token));
    const session = extension.sessions.all.find((it) => it.key === key);
    assert.ok(session);
    const creating = createApp(session.client, { name: "several-declined" });
    const outcome = creating.then(
      () => "done",
      (error: unknown) => (isCancelled(error) ? "cancelled" : error),
    );
    await pressed("workbench.action.closeQuickOpen", outcome);
    assert.equal(await outcome, "cancelled");
    assert.equal(session.secondFactorUntil(), undefined);
    assert.equal(session.pushToken(), token);
  });

  it("all gone is signed out", async () => {
    for (const { key } of extension.sessions.all) await signOut(extension.sessions, key);
    const state = await sessionBecomes(extension, ({ kind }) => kind === "signed-out");
    assert.equal(state.kind === "signed-out" && state.cause, undefined);
  });
});

function headersFor(token: string): Record<string, string> {
  return { Accept: "application/vnd.heroku+json; version=3", Authorization: `Bearer ${token}` };
}

/** Repeats a key that does nothing without a picker until there was one. */
async function pressed(command: string, work: PromiseLike<unknown>): Promise<void> {
  let isOver = false;
  void Promise.resolve(work).finally(() => {
    isOver = true;
  });
  while (!isOver) await vscode.commands.executeCommand(command);
}
