import * as vscode from "vscode";
import { isPlatformError } from "../../heroku/errors.ts";
import { createApp } from "../../heroku/resources/apps.ts";
import type { App } from "../../heroku/resources/types.ts";
import { inView } from "../commands/in-view.ts";
import type { Services, Session } from "../services.ts";
import { appNameProblem } from "./app-name.ts";

/** Asks for a name until the platform takes one. Undefined when the person declines. */
export async function createNewApp(services: Services, session: Session): Promise<App | undefined> {
  let refused: { name: string; why: string } | undefined;
  for (;;) {
    const name = await askForName(refused);
    if (name === undefined) return undefined;
    try {
      const wanted = name === "" ? {} : { name };
      const app = await inView(vscode.l10n.t("The app could not be created"), () => createApp(session.client, wanted));
      await services.apps.refresh();
      return app;
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      if (name === "" || !isPlatformError(cause) || cause.status !== 422) throw error;
      refused = { name, why: cause.message };
    }
  }
}

function askForName(refused: { name: string; why: string } | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Create new app"),
    prompt: vscode.l10n.t("Name of the app; leave it empty for a random one"),
    value: refused?.name ?? "",
    ignoreFocusOut: true,
    validateInput: (name) => (name === refused?.name ? refused.why : appNameProblem(name)),
  });
}
