import * as vscode from "vscode";
import { appOfTarget } from "../commands/pick-app.ts";
import type { CommandTable } from "../commands/register.ts";
import type { Disposables } from "../disposables.ts";
import { commands, infoPanel } from "../identifiers.ts";
import type { Services } from "../services.ts";
import type { InfoPanels } from "./info-panels.ts";

/** *App Info*, and the pages that a window had before it was reloaded; what they need is loaded with the first. */
export function infoCommands(services: Services, disposables: Disposables): CommandTable {
  let loaded: Promise<InfoPanels> | undefined;
  const panels = (): Promise<InfoPanels> => {
    loaded ??= import("./info-panels.ts").then((it) => disposables.add(it.createInfoPanels(services)));
    return loaded;
  };
  const restore = async (panel: vscode.WebviewPanel, state: unknown): Promise<void> =>
    (await panels()).restore(panel, state);
  disposables.add(vscode.window.registerWebviewPanelSerializer(infoPanel, { deserializeWebviewPanel: restore }));
  return {
    [commands.appInfo]: async (_, target) => {
      const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("App info") });
      if (chosen) (await panels()).show(chosen);
    },
  };
}
