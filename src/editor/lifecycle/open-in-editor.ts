import * as vscode from "vscode";
import { addressOf } from "../commands/open-app.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";

const browser = "simpleBrowser.show";

/** The app's page in a tab of the editor, where VS Code has a browser for that; else in the system's. */
export async function openInEditor(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Open app in the editor") });
  if (chosen === undefined) return;
  const address = await addressOf(chosen.app, chosen.session);
  if (address === undefined) return showDone(vscode.l10n.t("{0} has no web address.", chosen.app.name));
  const known = await vscode.commands.getCommands(true);
  if (known.includes(browser)) await vscode.commands.executeCommand(browser, address.toString(true));
  else await vscode.env.openExternal(address);
}
