import * as vscode from "vscode";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import type { ConfigRoom } from "./config-room.ts";
import { configScheme } from "./schemes.ts";

/** All config vars of an app in one editor. */
export async function editDocument(room: ConfigRoom, target: unknown): Promise<void> {
  const chosen = await appOfTarget(room.services, target, { title: vscode.l10n.t("Edit config vars") });
  if (chosen === undefined) return;
  const failure = vscode.l10n.t("The config vars of {0} could not be opened", chosen.app.name);
  await inView(failure, async () => (await room.files()).open(chosen));
}

/** Also on the keys of *Save*: VS Code's own says nothing when it comes while the document is written by itself. */
export async function saveDocument(room: ConfigRoom): Promise<void> {
  const document = activeDocument();
  if (document !== undefined) await (await room.files()).saveDocument(document);
}

export async function discardDocument(room: ConfigRoom): Promise<void> {
  const document = activeDocument();
  if (document !== undefined) await (await room.files()).discard(document.uri);
}

function activeDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.uri.scheme === configScheme ? document : undefined;
}
