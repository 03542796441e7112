import * as vscode from "vscode";
import type { Disposables } from "../disposables.ts";
import { authenticationProvider } from "../identifiers.ts";
import type { SessionState } from "../services.ts";
import { signIn, signOut } from "./account-commands.ts";
import type { AccountSessions } from "./sessions.ts";

/** Lets other extensions ask for the Heroku account; VS Code asks the person first. Our own commands never come this way. */
export function registerAuthentication(sessions: AccountSessions, disposables: Disposables): void {
  const emitter = disposables.add(
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>(),
  );
  let known = authenticationSessions(sessions.state);
  disposables.add(
    sessions.onDidChange((state) => {
      const before = known;
      known = authenticationSessions(state);
      if (before[0]?.id === known[0]?.id) return;
      emitter.fire({ added: [...known], removed: [...before], changed: [] });
    }),
  );
  disposables.add(
    vscode.authentication.registerAuthenticationProvider(authenticationProvider, "Heroku", {
      onDidChangeSessions: emitter.event,
      getSessions: async () => {
        if (sessions.state.kind === "loading") await sessions.reload();
        return [...authenticationSessions(sessions.state)];
      },
      createSession: async () => {
        await signIn(sessions);
        const [session] = authenticationSessions(sessions.state);
        if (session === undefined) throw new vscode.CancellationError();
        return session;
      },
      removeSession: () => signOut(sessions),
    }),
  );
}

function authenticationSessions(state: SessionState): readonly vscode.AuthenticationSession[] {
  if (state.kind !== "signed-in") return [];
  const { account, apiUrl, token } = state.session;
  return [
    {
      id: `${apiUrl}/${account.id}`,
      accessToken: token,
      account: { id: account.id, label: account.email },
      scopes: ["global"],
    },
  ];
}
