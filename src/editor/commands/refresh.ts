import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { inView } from "./in-view.ts";

/** Asks the platform again for all that is shown; asks to sign in first when nobody is. */
export async function refresh(services: Services): Promise<void> {
  if (services.sessions.state.kind === "signed-out") await services.apps.refresh();
  if ((await services.sessions.require()) === undefined) return;
  await inView(vscode.l10n.t("Your apps could not be refreshed"), () => services.apps.refresh());
}
