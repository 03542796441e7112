import * as vscode from "vscode";
import type { App } from "../../heroku/resources/types.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import { selectedNodes } from "../tree/nodes.ts";
import { inOneLine } from "../tree/row-look.ts";
import { appOfTarget } from "./pick-app.ts";

export async function copyAppName(services: Services, ...rows: readonly unknown[]): Promise<void> {
  await copyOfApps(services, rows, vscode.l10n.t("Copy app name"), ({ name }) => name);
}

export async function copyAppUrl(services: Services, ...rows: readonly unknown[]): Promise<void> {
  await copyOfApps(services, rows, vscode.l10n.t("Copy app URL"), (app) => app.web_url);
}

export async function copyGitUrl(services: Services, ...rows: readonly unknown[]): Promise<void> {
  await copyOfApps(services, rows, vscode.l10n.t("Copy git URL"), (app) => app.git_url);
}

/** Of every app that is selected, a line each. */
async function copyOfApps(
  services: Services,
  [row, selection]: readonly unknown[],
  title: string,
  textOf: (app: App) => string | null,
): Promise<void> {
  const nodes = selectedNodes(row, selection).filter(({ kind }) => kind === "app");
  const targets = nodes.length > 1 ? nodes : [row];
  const apps: App[] = [];
  for (const target of targets) {
    const chosen = await appOfTarget(services, target, { title });
    if (chosen !== undefined) apps.push(chosen.app);
  }
  const texts = apps.flatMap((app) => textOf(app) ?? []);
  const [first] = apps;
  if (texts.length > 0) await copy(texts.join("\n"), texts.join(", "));
  else if (first) showDone(vscode.l10n.t("{0} has no web address.", first.name));
}

/** Says so in the status bar for a moment; `what` is shown, so never a secret. */
export async function copy(text: string, what: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t("Copied {0}", inOneLine(what))}`, 3000);
}
