import * as vscode from "vscode";
import { showDone } from "../messages.ts";
import { withoutChoice } from "./choice.ts";
import { sessionItem } from "./pick-account.ts";
import type { AccountSessions } from "./sessions.ts";

interface OutItem extends vscode.QuickPickItem {
  readonly key: string;
}

/** Asks which account when there are several and none is named by its key; those that are away count. */
export async function chooseAndSignOut(sessions: AccountSessions, key?: string): Promise<void> {
  const items: OutItem[] = [
    ...sessions.all.map((session) => ({ ...sessionItem(session), key: session.key })),
    ...sessions.away.map(({ key, label, reason }) => ({
      key,
      label,
      description: reason,
      iconPath: new vscode.ThemeIcon("warning"),
    })),
  ];
  const named = items.find((item) => item.key === key);
  const chosen = named ?? (items.length < 2 ? items[0] : await pick(items));
  if (chosen === undefined) return;
  await signOut(sessions, chosen.key);
  showDone(vscode.l10n.t("Signed out of {0}.", chosen.label));
}

/**
 * Forgets a sign-in, and ends the authorization that was made for it. `HEROKU_API_KEY` is not used either from then on, until somebody
 * asks for it again.
 */
export async function signOut(sessions: AccountSessions, key: string): Promise<void> {
  const choice = sessions.choiceOf(key);
  if (choice === undefined) return;
  const session = sessions.all.find((it) => it.key === key);
  await sessions.store.update((stored) => withoutChoice(stored, choice.id));
  await sessions.reload();
  const id = choice.kind === "account" ? choice.account.authorizationId : undefined;
  if (session === undefined || id === undefined) return;
  // It was made for us; whether or not the platform can be reached now, here it is forgotten.
  const { deleteAuthorization } = await import("../../heroku/resources/authorizations.ts");
  await deleteAuthorization(session.client, id, { timeout: 5000 }).catch(() => undefined);
}

function pick(items: readonly OutItem[]): Thenable<OutItem | undefined> {
  return vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Sign out of Heroku"),
    placeHolder: vscode.l10n.t("Choose an account"),
  });
}
