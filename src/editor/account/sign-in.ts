import * as vscode from "vscode";
import { commands } from "../identifiers.ts";
import { keyOf, type SignInWay, type StoredAccount, withAccount } from "./choice.ts";
import type { AccountSessions } from "./sessions.ts";
import type { SignInContext } from "./sign-in-way.ts";

/**
 * Asks how, asks, checks, and adds the account to those that are signed in. With the key of one that is away that one is
 * renewed, the same way as before. Resolves with the account's key, or undefined when the person declines.
 */
export async function signIn(sessions: AccountSessions, renew?: string): Promise<string | undefined> {
  const choice = renew === undefined ? undefined : sessions.choiceOf(renew);
  if (choice?.kind === "sandbox") return void (await vscode.commands.executeCommand(commands.startSandbox));
  const stored = choice?.kind === "account" ? choice.account : undefined;
  const way = stored ? (stored.way ?? "api-key") : await pickWay(sessions);
  if (way === undefined) return undefined;
  if (way === "environment") return useEnvironment(sessions);
  const account = await ways[way](await contextOf(sessions, stored));
  if (account === undefined) return undefined;
  return keep(sessions, account);
}

/** From now on the account is one of those that are signed in, and the chosen one. */
export async function keep(sessions: AccountSessions, account: StoredAccount): Promise<string> {
  await sessions.store.update((stored) => withAccount(stored, account));
  await sessions.reload();
  return keyOf(account);
}

async function useEnvironment(sessions: AccountSessions): Promise<string | undefined> {
  await sessions.store.update((stored) => ({ ...stored, environment: true, chosen: "environment" }));
  await sessions.reload();
  return sessions.all.find(({ key }) => sessions.choiceOf(key)?.kind === "environment")?.key;
}

async function contextOf(sessions: AccountSessions, stored: StoredAccount | undefined): Promise<SignInContext> {
  const { version, env } = sessions;
  if (stored) return { host: stored, version, env, email: stored.account.email };
  const { resolveHost } = await import("./connect.ts");
  return { host: resolveHost(env), version, env };
}

type Way = (context: SignInContext) => Promise<StoredAccount | undefined>;

/** What a way needs is loaded when it is gone. */
const ways: Readonly<Record<SignInWay, Way>> = {
  "api-key": async (context) => (await import("./ask-for-api-key.ts")).askForApiKey(context),
  browser: async (context) => {
    const signedIn = await (await import("./sign-in-by-browser.ts")).signInByBrowser(context);
    return signedIn === "api-key" ? ways["api-key"](context) : signedIn;
  },
  cli: async (context) => (await import("./sign-in-by-cli.ts")).signInByCli(context),
  password: async (context) => (await import("./ask-for-password.ts")).askForPassword(context),
};

interface WayItem extends vscode.QuickPickItem {
  readonly way: SignInWay | "environment";
}

async function pickWay(sessions: AccountSessions): Promise<WayItem["way"] | undefined> {
  const { environment } = await sessions.store.read();
  const isUnused = !environment && Boolean(sessions.env["HEROKU_API_KEY"]?.trim());
  const chosen = await vscode.window.showQuickPick([...wayItems(), ...(isUnused ? [environmentItem()] : [])], {
    title: vscode.l10n.t("Sign in to Heroku"),
    placeHolder: vscode.l10n.t("How do you want to sign in?"),
    matchOnDetail: true,
  });
  return chosen?.way;
}

function wayItems(): readonly WayItem[] {
  return [
    {
      way: "browser",
      label: vscode.l10n.t("Browser"),
      iconPath: new vscode.ThemeIcon("globe"),
      detail: vscode.l10n.t("On Heroku's own page. For every account, with single sign-on and second factor."),
    },
    {
      way: "api-key",
      label: vscode.l10n.t("API Key"),
      iconPath: new vscode.ThemeIcon("key"),
      detail: vscode.l10n.t("Paste one from your account settings. Works everywhere, also behind a proxy or VPN."),
    },
    {
      way: "password",
      label: vscode.l10n.t("E-Mail and Password"),
      iconPath: new vscode.ThemeIcon("account"),
      detail: vscode.l10n.t("With your second factor, if you have one. Lasts thirty days."),
    },
    {
      way: "cli",
      label: vscode.l10n.t("Session of the Heroku CLI"),
      iconPath: new vscode.ThemeIcon("terminal"),
      detail: vscode.l10n.t("Of heroku login on this machine. You see whose it is first."),
    },
  ];
}

function environmentItem(): WayItem {
  return {
    way: "environment",
    label: "HEROKU_API_KEY",
    iconPath: new vscode.ThemeIcon("symbol-key"),
    detail: vscode.l10n.t("The key that this editor was started with."),
  };
}
