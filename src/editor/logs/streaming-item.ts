import * as vscode from "vscode";
import { commands } from "../identifiers.ts";

export interface StreamingItem extends vscode.Disposable {
  show(apps: readonly string[]): void;
}

/** In the status bar, while logs are streaming: of which apps; a click stops them. */
export function createStreamingItem(): StreamingItem {
  const item = vscode.window.createStatusBarItem("herokuWorkbench.logs", vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t("Heroku logs");
  item.command = commands.stopLogs;
  return {
    show(apps) {
      if (apps.length === 0) return item.hide();
      const names = [...apps].sort().join(", ");
      item.text = `$(sync~spin) ${apps.length === 1 ? names : vscode.l10n.t("{0} logs", apps.length)}`;
      item.tooltip = vscode.l10n.t("Streaming the log of {0}. Click to stop.", names);
      item.accessibilityInformation = { label: item.tooltip, role: "button" };
      item.show();
    },
    dispose: () => item.dispose(),
  };
}
