import assert from "node:assert/strict";
import type { StoredAccount } from "../../src/editor/account/choice.ts";
import { checkAccount, connect } from "../../src/editor/account/connect.ts";
import { keep } from "../../src/editor/account/sign-in.ts";
import type { TestingApi } from "../../src/extension.ts";
import type { HerokuClient } from "../../src/heroku/client.ts";
import { createApp } from "../../src/heroku/resources/apps.ts";
import { startChildSandbox } from "./child-sandbox.ts";
import { extensionUnderTest } from "./extension-under-test.ts";

/** The extension, signed in to a sandbox of its own, in which there is somebody else too. */
export interface TwoAccounts {
  readonly extension: TestingApi;
  readonly gitUrl: string;
  readonly token: string;
  readonly me: HerokuClient;
  readonly email: string;
  /** `other@example.com` */
  readonly other: HerokuClient;
  /** An app of mine, known to the tree. */
  newApp(name: string): Promise<void>;
  /** An app of the other's, with me as a collaborator. */
  newAppOfOther(name: string): Promise<void>;
  /** From now on the other is signed in too; I stay the first. */
  signInOther(): Promise<void>;
  /** Clones and pushes of mine go there. */
  useGitUrl(url: string): Promise<void>;
  leave(): Promise<void>;
}

export async function signInBesideOther(): Promise<TwoAccounts> {
  const extension = await extensionUnderTest();
  const sandbox = await startChildSandbox();
  const { apiUrl, gitUrl, token } = sandbox;
  const me = connect({ apiUrl, token, version: "0.0.0" });
  const account = await checkAccount(me);
  await extension.sessions.store.write({ use: "account", account: { apiUrl, gitUrl, token, account } });
  await extension.sessions.reload();
  assert.ok(await extension.sessions.require());
  const invited = await me.send<{ token: string }>("POST", "/sandbox/accounts", { email: "other@example.com" });
  const other = connect({ apiUrl, token: invited.token, version: "0.0.0" });
  const refresh = () => extension.services.apps.refresh();
  return {
    extension,
    gitUrl,
    token,
    me,
    email: account.email,
    other,
    async newApp(name) {
      await createApp(me, { name });
      await refresh();
    },
    async newAppOfOther(name) {
      await createApp(other, { name });
      await other.send("POST", `/apps/${name}/collaborators`, { user: account.email });
      await refresh();
    },
    async signInOther() {
      const all = [me, other].map(async (client, index): Promise<StoredAccount> => {
        const account = await checkAccount(client);
        return { apiUrl, gitUrl, token: index === 0 ? token : invited.token, account };
      });
      const [mine, theirs] = await Promise.all(all);
      assert.ok(mine && theirs);
      for (const one of [theirs, mine]) await keep(extension.sessions, one);
      await refresh();
    },
    async useGitUrl(url) {
      await extension.sessions.store.write({ use: "account", account: { apiUrl, gitUrl: url, token, account } });
      await extension.sessions.reload();
      await refresh();
    },
    async leave() {
      await extension.sessions.store.write({ use: "nothing" });
      await extension.sessions.reload();
      await sandbox.stop();
    },
  };
}
