import * as vscode from "vscode";

/** True, and says so, where the folder is not trusted: its Procfile is code of whoever made it. */
export function isRefused(act: string): boolean {
  if (vscode.workspace.isTrusted) return false;
  const manage = vscode.l10n.t("Manage Workspace Trust");
  const text = vscode.l10n.t(
    "This folder is not trusted, so Heroku Workbench does not {0} what its Procfile says.",
    act,
  );
  void vscode.window
    .showWarningMessage(text, manage)
    .then((chosen) => chosen && vscode.commands.executeCommand("workbench.trust.manage"));
  return true;
}
