import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";
import { checkAccount, connect } from "../../../src/editor/account/connect.ts";
import { uriOfApp } from "../../../src/editor/config/config-uri.ts";
import type { AppTarget } from "../../../src/editor/services.ts";
import type { TestingApi } from "../../../src/extension.ts";
import { createApp } from "../../../src/heroku/resources/apps.ts";
import { changeConfigVars, getConfigVars } from "../../../src/heroku/resources/config-vars.ts";
import type { ConfigVars } from "../../../src/heroku/resources/types.ts";
import { startChildSandbox } from "../child-sandbox.ts";
import { extensionUnderTest } from "../extension-under-test.ts";

/** The extension, signed in to a sandbox of its own, with apps that have config vars. */
export interface SignedIn {
  readonly extension: TestingApi;
  newApp(name: string, vars: ConfigVars): Promise<AppTarget>;
  varsOf(target: AppTarget): Promise<ConfigVars>;
  /** As another person would. */
  change(target: AppTarget, change: Record<string, string | null>): Promise<unknown>;
  /** An app of a team, shared with these permissions. */
  appOfOthers(name: string, vars: ConfigVars, permissions: readonly string[]): Promise<AppTarget>;
  addAddon(target: AppTarget, plan: string): Promise<unknown>;
  releasesOf(target: AppTarget): Promise<number>;
  /** The extension's own log, once it holds this. */
  log(text: RegExp): Promise<string>;
  /** Of everything that this VS Code writes: settings, storage, backups, history, logs. */
  filesWith(text: string): Promise<string[]>;
  leave(): Promise<void>;
}

export async function signIn(): Promise<SignedIn> {
  const extension = await extensionUnderTest();
  const sandbox = await startChildSandbox();
  const { apiUrl, gitUrl, token } = sandbox;
  const account = await checkAccount(connect({ apiUrl, token, version: "0.0.0" }));
  await extension.sessions.store.write({ use: "account", account: { apiUrl, gitUrl, token, account } });
  await extension.sessions.reload();
  const find = async (name: string): Promise<AppTarget> => {
    await extension.services.apps.refresh();
    await extension.services.apps.ready();
    const target = extension.services.apps.find(name);
    assert.ok(target);
    return target;
  };
  return {
    extension,
    async newApp(name, vars) {
      const session = await extension.sessions.require();
      assert.ok(session);
      await createApp(session.client, { name });
      await changeConfigVars(session.client, name, vars);
      return find(name);
    },
    async appOfOthers(name, vars, permissions) {
      const session = await extension.sessions.require();
      assert.ok(session);
      const other = await session.client.send<{ token: string }>("POST", "/sandbox/accounts", {
        email: `owner-of-${name}@example.com`,
      });
      const owner = connect({ apiUrl, token: other.token, version: "0.0.0" });
      await owner.send("POST", "/sandbox/teams", { name: `team-of-${name}` });
      await owner.send("POST", "/teams/apps", { name, team: `team-of-${name}` });
      await changeConfigVars(owner, name, vars);
      await owner.send("POST", `/teams/apps/${name}/collaborators`, { user: session.account.email, permissions });
      return find(name);
    },
    addAddon: ({ app, session }, plan) => session.client.send("POST", `/apps/${app.id}/addons`, { plan }),
    releasesOf: async ({ app, session }) => (await session.client.get<unknown[]>(`/apps/${app.id}/releases`)).length,
    async log(text) {
      const file = path.join(extension.services.context.logUri.fsPath, "Heroku Workbench.log");
      const read = () => readFile(file, "utf8").catch(() => "");
      await until(async () => text.test(await read()));
      return read();
    },
    varsOf: ({ app, session }) => getConfigVars(session.client, app.id),
    change: ({ app, session }, change) => changeConfigVars(session.client, app.id, change),
    async filesWith(text) {
      const data = path.resolve(extension.services.context.globalStorageUri.fsPath, "../../..");
      const entries = await readdir(data, { recursive: true, withFileTypes: true });
      const files = entries.filter((it) => it.isFile()).map((it) => path.join(it.parentPath, it.name));
      const found = await Promise.all(
        files.map(async (file) => ((await readFile(file).catch(() => Buffer.of())).includes(text) ? [file] : [])),
      );
      return found.flat();
    },
    async leave() {
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await extension.sessions.store.write({ use: "nothing" });
      await extension.sessions.reload();
      await sandbox.stop();
    },
  };
}

export async function skipQuestions(kinds: readonly string[] | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration("herokuWorkbench");
  await settings.update("confirmations.skip", kinds, vscode.ConfigurationTarget.Global);
}

/** VS Code tells nobody when a pick is shown or a file is written. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(20);
}

/** Runs a command and accepts every question of it as it is. */
export async function accepting(work: Thenable<unknown>): Promise<void> {
  let isDone = false;
  const done = Promise.resolve(work).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    await wait(20);
  }
  await done;
}

/** The same, but each question is declined. */
export async function declining(work: Thenable<unknown>): Promise<void> {
  let isDone = false;
  const done = Promise.resolve(work).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
    await wait(20);
  }
  await done;
}

/** Rows of an app's config vars as the tree gives them to commands. */
export function rowsOf({ app, session }: AppTarget) {
  const row = (name: string) => ({
    id: `${session.key}/${app.id}/${name}`,
    parent: undefined,
    appId: app.id,
    sessionKey: session.key,
  });
  return {
    group: { kind: "config", ...row("config") } as const,
    key: (key: string) => ({ kind: "configVar", ...row(`config/${key}`), key }) as const,
  };
}

/** The open document of an app's config vars. */
export function documentOf(target: AppTarget): vscode.TextDocument {
  const uri = uriOfApp(target).toString();
  const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri);
  assert.ok(document, "the document is not open");
  return document;
}
