import * as vscode from "vscode";
import type { AppTarget, Services } from "../services.ts";
import { configScheme } from "./schemes.ts";

/** `heroku-config://<account>/Heroku Config Vars/demo-shop.env?<app>`, both by id: a renamed app is still the same. */
export function uriOfApp({ app, session }: AppTarget): vscode.Uri {
  return vscode.Uri.from({
    scheme: configScheme,
    authority: session.account.id,
    // The folder is what gives the document its language: see package.json.
    path: `/Heroku Config Vars/${app.name}.env`,
    query: app.id,
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
  const app = services.apps.find(uri.query, session.key);
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
