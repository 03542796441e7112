import * as vscode from "vscode";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import type { CollaboratorNode } from "../tree/nodes.ts";
import { chooseCollaborators, isOwner } from "./choose-collaborators.ts";

/** Transfers an app to one of its collaborators; the rest is what *Transfer…* does. */
export async function makeOwner(services: Services, target: unknown): Promise<void> {
  const title = vscode.l10n.t("Make owner");
  const [chosen] = (await chooseCollaborators(services, { target, title, many: false })) ?? [];
  if (chosen === undefined) return;
  const { app, session, email } = chosen;
  if (isOwner(chosen)) return showDone(vscode.l10n.t("{0} already owns {1}.", email, app.name));
  const row: CollaboratorNode = {
    ...{ kind: "collaborator", id: `${app.id}/${email}`, parent: undefined },
    ...{ appId: app.id, sessionKey: session.key, email },
  };
  await vscode.commands.executeCommand(commands.transferApp, row);
}
