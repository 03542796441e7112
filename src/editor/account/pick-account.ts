import * as vscode from "vscode";
import type { Session } from "../services.ts";

/** Asks which of several accounts is meant. */
export async function pickSession(all: readonly Session[], title?: string): Promise<Session | undefined> {
  const items = all.map((session) => ({ ...sessionItem(session), session }));
  const options = { title: title ?? vscode.l10n.t("Heroku account"), placeHolder: vscode.l10n.t("Choose an account") };
  return (await vscode.window.showQuickPick(items, options))?.session;
}

/** An account as a line of a picker: `me@example.com`, and where it lives when that is not Heroku itself. */
export function sessionItem({ account, apiUrl, isSandbox }: Session): vscode.QuickPickItem {
  const { host } = new URL(apiUrl);
  const place = isSandbox ? vscode.l10n.t("local sandbox") : host === "api.heroku.com" ? "" : host;
  return { label: account.email, description: place, iconPath: new vscode.ThemeIcon(isSandbox ? "vm" : "account") };
}
