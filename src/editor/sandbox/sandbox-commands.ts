import * as vscode from "vscode";
import type { AccountSessions } from "../account/sessions.ts";
import type { CommandTable } from "../commands/register.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { Sandbox } from "./sandbox.ts";

export function sandboxCommands(sandbox: Sandbox, sessions: AccountSessions): CommandTable {
  return {
    [commands.startSandbox]: async () => {
      await sandbox.start(sessions);
      showDone(vscode.l10n.t("The local sandbox is running, a Heroku on this computer."));
    },
    [commands.stopSandbox]: async () => {
      if ((await sandbox.find()) === undefined) {
        showDone(vscode.l10n.t("The local sandbox is not running."));
        return;
      }
      await sandbox.stop(sessions);
      showDone(vscode.l10n.t("The local sandbox has stopped. Its apps are kept for the next start."));
    },
  };
}
