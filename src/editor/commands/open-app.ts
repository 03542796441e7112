import * as vscode from "vscode";
import { path } from "../../heroku/path.ts";
import type { App } from "../../heroku/resources/types.ts";
import { showDone } from "../messages.ts";
import type { Services, Session } from "../services.ts";
import { appOfTarget } from "./pick-app.ts";

export async function openApp(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Open app") });
  if (chosen === undefined) return;
  const { app, session } = chosen;
  const address = await addressOf(app, session);
  if (address === undefined) showDone(vscode.l10n.t("{0} has no web address.", app.name));
  else await vscode.env.openExternal(address);
}

/**
 * A sandbox app lives on the machine of the extension host. Where the person sits at another one, its name
 * `<app>.localhost` leads nowhere, and the app's own loopback port is forwarded by VS Code instead.
 */
export async function addressOf(app: App, session: Session): Promise<vscode.Uri | undefined> {
  if (!session.isSandbox || (await isOnThisMachine())) return app.web_url ? vscode.Uri.parse(app.web_url) : undefined;
  const addresses = await session.client.get<{ loopback_url: string }>(path`/sandbox/apps/${app.name}/addresses`);
  return vscode.env.asExternalUri(vscode.Uri.parse(addresses.loopback_url));
}

/** Whether the browser of the person and the extension host are one machine: no remote, or a workbench opened over loopback. */
async function isOnThisMachine(): Promise<boolean> {
  if (vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop) return true;
  if (vscode.env.uiKind === vscode.UIKind.Desktop) return false;
  // In a browser, a link back into the editor begins with the address of the page.
  const page = await vscode.env.asExternalUri(vscode.Uri.parse(`${vscode.env.uriScheme}://heroku-workbench.page`));
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(page.authority);
}
