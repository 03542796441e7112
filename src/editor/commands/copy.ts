import * as vscode from "vscode";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import { appOfTarget } from "./pick-app.ts";

export async function copyAppName(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Copy app name") });
  if (chosen) await copy(chosen.app.name, chosen.app.name);
}

export async function copyAppUrl(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Copy app URL") });
  if (chosen === undefined) return;
  const { app } = chosen;
  if (app.web_url === null) showDone(vscode.l10n.t("{0} has no web address.", app.name));
  else await copy(app.web_url, app.web_url);
}

/** Says so in the status bar for a moment; `what` is shown, so never a secret. */
export async function copy(text: string, what: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t("Copied {0}", what)}`, 3000);
}
