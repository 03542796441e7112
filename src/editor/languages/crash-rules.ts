import * as vscode from "vscode";
import { CloseAction, type ErrorHandler } from "vscode-languageclient/node";
import { commands } from "../identifiers.ts";

export interface CrashRules {
  /** VS Code's own rules for when to start a server again. */
  readonly rules: () => ErrorHandler;
  /** It is meant to end. */
  readonly isLeaving: () => boolean;
}

/** Starts a server that crashes again, without a word; says so when it gives up. */
export function crashRules({ rules, isLeaving }: CrashRules): ErrorHandler {
  return {
    error: async (...what) => ({ ...(await rules().error(...what)), handled: true }),
    async closed() {
      if (isLeaving()) return { action: CloseAction.DoNotRestart, handled: true };
      const { action } = await rules().closed();
      if (action === CloseAction.DoNotRestart) sayGivenUp();
      return { action, handled: true };
    },
  };
}

function sayGivenUp(): void {
  const restart = vscode.l10n.t("Restart");
  const showLog = vscode.l10n.t("Show Log");
  const text = vscode.l10n.t("The language server for Procfile, .env and app.json ended five times in three minutes.");
  void vscode.window.showErrorMessage(text, restart, showLog).then((chosen) => {
    if (chosen === restart) void vscode.commands.executeCommand(commands.restartLanguageServer);
    if (chosen === showLog) void vscode.commands.executeCommand(commands.showLog);
  });
}
