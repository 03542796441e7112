import * as vscode from "vscode";

interface Message {
  readonly type?: string;
  readonly command?: string;
  readonly event?: string;
}

/**
 * Calls `ended` when a person ends a debug session that carries the mark, or one below such a session; not when the
 * program that is debugged ends: then others of it may go on, or come.
 */
export function endsByPerson(mark: string, key: string, ended: () => void): vscode.Disposable {
  return vscode.debug.registerDebugAdapterTrackerFactory("*", {
    createDebugAdapterTracker(session) {
      if (!isOurs(session, mark, key)) return undefined;
      let isOver = false;
      return {
        onDidSendMessage({ type, event }: Message) {
          if (type === "event" && (event === "terminated" || event === "exited")) isOver = true;
        },
        onWillReceiveMessage({ type, command }: Message) {
          if (type === "request" && (command === "disconnect" || command === "terminate") && !isOver) ended();
        },
      };
    },
  });
}

function isOurs(session: vscode.DebugSession | undefined, mark: string, key: string): boolean {
  if (session === undefined) return false;
  return session.configuration[mark] === key || isOurs(session.parentSession, mark, key);
}
