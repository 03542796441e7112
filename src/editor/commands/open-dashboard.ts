import * as vscode from "vscode";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import { rowOfApp } from "../tree/nodes.ts";
import { appOfTarget } from "./pick-app.ts";

export async function openDashboard(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Open Heroku dashboard") });
  if (chosen === undefined) return;
  const { app, session } = chosen;
  const url = dashboardUrl(session.apiUrl, app.name);
  if (url !== undefined) {
    await vscode.env.openExternal(vscode.Uri.parse(url));
    return;
  }
  showDone(vscode.l10n.t("The local sandbox has no dashboard; {0} is managed from this view.", app.name), {
    title: vscode.l10n.t("Open App"),
    command: commands.openApp,
    arguments: [rowOfApp(chosen)],
  });
}

/** `https://api.heroku.com` has its dashboard at `https://dashboard.heroku.com`; a host on this machine has none. */
function dashboardUrl(apiUrl: string, app: string): string | undefined {
  const host = /^https:\/\/api\.(.+)$/.exec(apiUrl)?.[1];
  return host && `https://dashboard.${host}/apps/${app}`;
}
