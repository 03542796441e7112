import * as vscode from "vscode";
import type { HerokuClient } from "../../heroku/client.ts";
import { newestBuild } from "../../heroku/resources/builds.ts";
import type { App, Build } from "../../heroku/resources/types.ts";

/** Asks what to do when another window, person or machine is building the app just now. */
export async function noBuildUnderWay(
  client: HerokuClient,
  app: App,
): Promise<{ readonly newest: Build | undefined } | "declined"> {
  const newest = await newestBuild(client, app.id);
  if (newest?.status !== "pending") return { newest };
  const anyway = vscode.l10n.t("Deploy Anyway");
  const text = vscode.l10n.t(
    "A build of {0} is under way already, started from another window or by someone else.",
    app.name,
  );
  const detail = vscode.l10n.t("The platform may refuse a second one until it has ended.");
  const chosen = await vscode.window.showWarningMessage(text, { modal: true, detail }, anyway);
  return chosen === anyway ? { newest } : "declined";
}
