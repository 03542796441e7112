import * as vscode from "vscode";
import type { Disposables } from "../disposables.ts";
import { authenticationProvider } from "../identifiers.ts";
import type { AccountSessions } from "./sessions.ts";

/** Lets other extensions ask for a Heroku account; VS Code asks the person first. Our own commands never come this way. */
export function registerAuthentication(sessions: AccountSessions, disposables: Disposables): void {
  const emitter = disposables.add(
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>(),
  );
  let known = authenticationSessions(sessions);
  disposables.add(
    sessions.onDidChange(() => {
      const before = known;
      known = authenticationSessions(sessions);
      const added = known.filter((session) => !holds(before, session));
      const removed = before.filter((session) => !holds(known, session));
      if (added.length + removed.length > 0) emitter.fire({ added, removed, changed: [] });
    }),
  );
  disposables.add(
    vscode.authentication.registerAuthenticationProvider(authenticationProvider, "Heroku", {
      onDidChangeSessions: emitter.event,
      getSessions: async (_scopes, { account }) => {
        if (sessions.state.kind === "loading") await sessions.reload();
        const all = authenticationSessions(sessions);
        return account === undefined ? all : all.filter((session) => session.account.id === account.id);
      },
      createSession: async () => {
        const key = await (await import("./sign-in.ts")).signIn(sessions);
        const session = authenticationSessions(sessions).find(({ id }) => id === key);
        if (session === undefined) throw new vscode.CancellationError();
        return session;
      },
      removeSession: async (key) => (await import("./sign-out.ts")).signOut(sessions, key),
    }),
  );
}

/** Every account, the chosen one first. */
function authenticationSessions({ all }: AccountSessions): vscode.AuthenticationSession[] {
  return all.map(({ key, account, token }) => ({
    id: key,
    accessToken: token,
    account: { id: account.id, label: account.email },
    scopes: ["global"],
  }));
}

function holds(all: readonly vscode.AuthenticationSession[], wanted: vscode.AuthenticationSession): boolean {
  return all.some(({ id, accessToken }) => id === wanted.id && accessToken === wanted.accessToken);
}
