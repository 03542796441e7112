import path from "node:path";
import * as vscode from "vscode";
import { pickApp } from "../commands/pick-app.ts";
import { commands } from "../identifiers.ts";
import type { AppTarget, Services } from "../services.ts";
import type { ProcessNode } from "../tree/nodes.ts";
import { appOfFolder } from "./linked-apps.ts";
import { documentOf, typeAt } from "./process-at.ts";

/** *Scale…* of the process type of a line, on the app that its folder deploys to. */
export async function scaleLinkedProcess(services: Services, target: unknown): Promise<void> {
  await onLinkedProcess(services, target, commands.scaleProcess, vscode.l10n.t("Scale"));
}

/** *View Logs* of the process type of a line, on the app that its folder deploys to. */
export async function viewLinkedLogs(services: Services, target: unknown): Promise<void> {
  await onLinkedProcess(services, target, commands.viewLogs, vscode.l10n.t("View logs"));
}

async function onLinkedProcess(services: Services, target: unknown, command: string, title: string): Promise<void> {
  const document = await documentOf(target);
  if (document === undefined) return;
  const type = typeAt(document, target);
  const linked = await linkedApp(services, document.uri, title);
  if (linked === undefined) return;
  const { app, session } = linked;
  const row: ProcessNode = {
    kind: "process",
    id: `${app.id}/${type}`,
    appId: app.id,
    sessionKey: session.key,
    parent: undefined,
    type: type ?? "",
  };
  await vscode.commands.executeCommand(command, type === undefined ? app.name : row);
}

async function linkedApp(services: Services, uri: vscode.Uri, title: string): Promise<AppTarget | undefined> {
  const session = await services.sessions.require();
  if (session === undefined) return undefined;
  await services.apps.ready();
  const name = uri.scheme === "file" && vscode.workspace.isTrusted ? await nameOf(uri, session.gitUrl) : undefined;
  const found = name === undefined ? undefined : services.apps.find(name, session.key);
  return (
    found ?? pickApp(services, { title, placeholder: vscode.l10n.t("No git remote of this folder leads to an app") })
  );
}

/** Without git there is no remote to look at. */
async function nameOf(uri: vscode.Uri, gitUrl: string): Promise<string | undefined> {
  return appOfFolder(path.dirname(uri.fsPath), gitUrl).catch(() => undefined);
}
