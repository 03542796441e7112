import * as vscode from "vscode";
import type { Disposables } from "../disposables.ts";
import { commands } from "../identifiers.ts";
import { isNearEnd, sessionNotes } from "./session-notes.ts";
import type { AccountSessions } from "./sessions.ts";

/** Says when a sign-in was revoked or is about to end, each once in a window, and offers to renew it. */
export function tellEnds(sessions: AccountSessions, disposables: Disposables): void {
  const told = new Set<string>();
  const once = (fact: string, tell: () => void): void => {
    if (told.has(fact)) return;
    told.add(fact);
    tell();
  };
  const look = (): void => {
    const revoked = sessions.away.filter(({ cause }) => cause === "rejected");
    for (const key of [...told]) if (!isAbout(key, [...revoked, ...sessions.all])) told.delete(key);
    for (const { key, label, reason } of revoked) {
      once(`${key} is revoked`, () => offerRenewal(key, label, reason, sessions));
    }
    for (const session of sessions.all) {
      const { key, account, endsAt } = session;
      if (!isNearEnd(session)) continue;
      once(`${key} ends ${endsAt?.toISOString()}`, () =>
        offerRenewal(key, account.email, sessionNotes(session).join(", "), sessions),
      );
    }
  };
  disposables.add(sessions.onDidChange(look));
  disposables.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && look()));
  look();
}

function isAbout(fact: string, all: readonly { readonly key: string }[]): boolean {
  return all.some(({ key }) => fact.startsWith(`${key} `));
}

function offerRenewal(key: string, label: string, why: string, sessions: AccountSessions): void {
  // The view itself says it, with a button, while it has nothing else to show.
  if (sessions.all.length === 0) return;
  const again = vscode.l10n.t("Sign In Again…");
  void vscode.window.showWarningMessage(`${label}: ${why}`, again).then((chosen) => {
    if (chosen === again) void vscode.commands.executeCommand(commands.signIn, key);
  });
}
