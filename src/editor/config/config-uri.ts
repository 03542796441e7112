import * as vscode from "vscode";
import type { AppTarget, Services } from "../services.ts";
import { configScheme } from "./schemes.ts";

/** `heroku-config://<account>/heroku-config-vars/<app>/demo-shop.env`, both by id: a renamed app is still the same. */
export function uriOfApp({ app, session }: AppTarget): vscode.Uri {
  return vscode.Uri.from({
    scheme: configScheme,
    authority: session.account.id,
    path: `/heroku-config-vars/${app.id}/${app.name}.env`,
  });
}

/** An editor that VS Code opens again comes before anybody is signed in. Throws what VS Code shows in the editor. */
export async function appOfUri(services: Services, uri: vscode.Uri): Promise<AppTarget> {
  await untilKnown(services);
  const session = services.sessions.all.find(({ account }) => account.id === uri.authority);
  if (session === undefined) {
    throw vscode.FileSystemError.Unavailable(vscode.l10n.t("Sign in to see these config vars."));
  }
  await services.apps.ready();
  const app = services.apps.find(uri.path.split("/")[2] ?? "", session.key);
  if (app === undefined) throw vscode.FileSystemError.FileNotFound(vscode.l10n.t("That app is no longer there."));
  return app;
}

function untilKnown({ sessions }: Services): Promise<void> {
  if (sessions.state.kind !== "loading") return Promise.resolve();
  return new Promise((resolve) => {
    const listener = sessions.onDidChange(({ kind }) => {
      if (kind === "loading") return;
      listener.dispose();
      resolve();
    });
  });
}
