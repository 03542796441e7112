import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { inView } from "./in-view.ts";

/** Asks the platform again for all that is shown, and says so when it cannot be had; asks to sign in when nobody is. */
export async function refresh({ sessions, apps }: Services): Promise<void> {
  if (sessions.state.kind === "signed-out") await apps.refresh();
  if ((await sessions.requireAny()) === undefined) return;
  await inView(vscode.l10n.t("Your apps could not be refreshed"), async () => {
    await apps.refresh();
    await apps.ready();
  });
}
