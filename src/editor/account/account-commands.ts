import * as vscode from "vscode";
import type { CommandTable } from "../commands/register.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { AccountSessions } from "./sessions.ts";

export function accountCommands(sessions: AccountSessions): CommandTable {
  return {
    [commands.signIn]: async ({ log }, target) => {
      const key = await signIn(sessions, typeof target === "string" ? target : undefined);
      const session = sessions.all.find((it) => it.key === key);
      if (session === undefined) return;
      log.info("Signed in.");
      showDone(vscode.l10n.t("Signed in to Heroku as {0}.", session.account.email));
    },
    [commands.signOut]: async (_services, target) =>
      (await import("./sign-out.ts")).chooseAndSignOut(sessions, typeof target === "string" ? target : undefined),
    [commands.signOutOf]: async (_services, target) =>
      (await import("./sign-out.ts")).chooseAndSignOut(sessions, accountOfRow(target)),
    [commands.giveSecondFactor]: async () => (await import("./give-second-factor.ts")).giveSecondFactor(sessions),
  };
}

function accountOfRow(row: unknown): string | undefined {
  return typeof row === "object" && row !== null && "sessionKey" in row ? String(row.sessionKey) : undefined;
}

/** For a command that needs an account when there is none. */
export async function offerSignIn(sessions: AccountSessions): Promise<void> {
  const chosen = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t("Sign In…"),
        iconPath: new vscode.ThemeIcon("key"),
        detail: vscode.l10n.t("With your Heroku account."),
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

async function signIn(sessions: AccountSessions, renew?: string): Promise<string | undefined> {
  return (await import("./sign-in.ts")).signIn(sessions, renew);
}
