import path from "node:path";
import * as vscode from "vscode";
import type { Disposables } from "../disposables.ts";
import { keyOf, type Stored, type StoredAccount, withAccount } from "./choice.ts";
import type { AccountSessions } from "./sessions.ts";

/** Milliseconds between two questions to the CLI, which takes a second to start. */
const period = 60_000;

/**
 * While an account is signed in by the session of the Heroku CLI: notices that the CLI has signed out or in, when its
 * netrc changes and when the person comes back to the window.
 */
export function followCli(sessions: AccountSessions, log: vscode.LogOutputChannel, disposables: Disposables): void {
  let last = Date.now();
  let watched: string | undefined;
  const look = async (): Promise<void> => {
    last = Date.now();
    for (const account of await followed(sessions)) await ask(sessions, account);
  };
  const safely = (work: Promise<void>): void => {
    work.catch((error: unknown) => log.debug(`The Heroku CLI could not be asked: ${String(error)}`));
  };
  const lookSafely = (): void => safely(look());
  const watch = async (): Promise<void> => {
    const [account] = await followed(sessions);
    if (account === undefined || watched !== undefined) return;
    watched = await netrcOf(sessions, account);
    const pattern = new vscode.RelativePattern(vscode.Uri.file(path.dirname(watched)), path.basename(watched));
    const watcher = disposables.add(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
      disposables.add(event(lookSafely));
    }
  };
  disposables.add(sessions.onDidChange(() => safely(watch())));
  disposables.add(
    vscode.window.onDidChangeWindowState(({ focused }) => focused && Date.now() - last > period && lookSafely()),
  );
  safely(watch());
}

/** Asks the CLI whose session it has now, and stores what is different for all windows. */
export async function ask(sessions: AccountSessions, account: StoredAccount): Promise<void> {
  const [{ readCliSession }, { cliOptions }, { accountOfToken }, { accountOfCli }] = await Promise.all([
    import("../../heroku/cli-session.ts"),
    import("./sign-in-by-cli.ts"),
    import("./sign-in-way.ts"),
    import("./account-of-cli.ts"),
  ]);
  const context = { host: account, env: sessions.env, version: sessions.version };
  const found = await readCliSession(cliOptions(context));
  if (found.kind === "found" && found.token === account.token && !account.isLeft) return;
  const now = await accountOfCli(found, (token) => accountOfToken(context, token, "cli"));
  await sessions.store.update((stored) => followedBy(stored, account, now));
  await sessions.reload();
}

/** What is kept after the CLI's session of `before` has become that of `now`, or none. */
export function followedBy(stored: Stored, before: StoredAccount, now: StoredAccount | undefined): Stored {
  const key = keyOf(before);
  const kept = stored.accounts.find((it) => keyOf(it) === key);
  // Signed out or renewed by hand meanwhile.
  if (kept?.way !== "cli") return stored;
  if (now === undefined)
    return kept.isLeft ? stored : { ...stored, accounts: replaced(stored, key, { ...kept, isLeft: true }) };
  if (keyOf(now) === key) return { ...stored, accounts: replaced(stored, key, now) };
  const others = { ...stored, accounts: stored.accounts.filter((it) => it !== kept) };
  return {
    ...withAccount(others, now),
    ...(stored.chosen !== undefined && stored.chosen !== key && { chosen: stored.chosen }),
  };
}

function replaced({ accounts }: Stored, key: string, account: StoredAccount): readonly StoredAccount[] {
  return accounts.map((it) => (keyOf(it) === key ? account : it));
}

async function followed({ store }: AccountSessions): Promise<readonly StoredAccount[]> {
  return (await store.read()).accounts.filter(({ way }) => way === "cli");
}

async function netrcOf({ env }: AccountSessions, host: StoredAccount): Promise<string> {
  const [{ netrcFile }, { cliOptions }] = await Promise.all([
    import("../../heroku/cli-session.ts"),
    import("./sign-in-by-cli.ts"),
  ]);
  return netrcFile(cliOptions({ host, env }));
}
