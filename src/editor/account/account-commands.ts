import * as vscode from "vscode";
import type { CommandTable } from "../commands/register.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import { withAccount } from "./choice.ts";
import type { AccountSessions } from "./sessions.ts";

export function accountCommands(sessions: AccountSessions): CommandTable {
  return {
    [commands.signIn]: async ({ log }) => {
      const email = await signIn(sessions);
      if (email === undefined) return;
      log.info("Signed in.");
      showDone(vscode.l10n.t("Signed in to Heroku as {0}.", email));
    },
    [commands.signOut]: async () => (await import("./sign-out.ts")).chooseAndSignOut(sessions),
  };
}

/** Asks, checks, keeps. Resolves with the account's e-mail, or undefined when the person declines. */
export async function signIn(sessions: AccountSessions): Promise<string | undefined> {
  const [{ askForApiKey }, { resolveHost }] = await Promise.all([
    import("./ask-for-api-key.ts"),
    import("./connect.ts"),
  ]);
  const account = await askForApiKey(resolveHost(sessions.env), sessions.version);
  if (account === undefined) return undefined;
  await sessions.store.update((stored) => withAccount(stored, account));
  await sessions.reload();
  return account.account.email;
}

/** For a command that needs an account when there is none. */
export async function offerSignIn(sessions: AccountSessions): Promise<void> {
  const chosen = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t("Sign In…"),
        iconPath: new vscode.ThemeIcon("key"),
        detail: vscode.l10n.t("With an API key of your Heroku account."),
        run: async () => void (await signIn(sessions)),
      },
      {
        label: vscode.l10n.t("Start Local Sandbox"),
        iconPath: new vscode.ThemeIcon("vm"),
        detail: vscode.l10n.t("A Heroku on this computer. No account needed, costs nothing."),
        run: async () => void (await vscode.commands.executeCommand(commands.startSandbox)),
      },
    ],
    {
      title: vscode.l10n.t("You are not signed in to Heroku"),
      placeHolder: vscode.l10n.t("How do you want to go on?"),
    },
  );
  await chosen?.run();
}
