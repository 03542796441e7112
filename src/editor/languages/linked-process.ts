import path from "node:path";
import * as vscode from "vscode";
import { pickApp } from "../commands/pick-app.ts";
import { commands } from "../identifiers.ts";
import type { AppTarget, Services } from "../services.ts";
import type { ProcessNode } from "../tree/nodes.ts";
import { appsOfFolder, type FolderApp } from "./linked-apps.ts";
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
  if ((await services.sessions.requireAny()) === undefined) return undefined;
  await services.apps.ready();
  for (const { name, session } of await appsOf(services, uri)) {
    const found = services.apps.find(name, session.key);
    if (found !== undefined) return found;
  }
  return pickApp(services, { title, placeholder: vscode.l10n.t("No git remote of this folder leads to an app") });
}

/** Without git, and without trust, there is no remote to look at. */
async function appsOf({ sessions }: Services, uri: vscode.Uri): Promise<readonly FolderApp[]> {
  if (uri.scheme !== "file" || !vscode.workspace.isTrusted) return [];
  return appsOfFolder(sessions, path.dirname(uri.fsPath)).catch(() => []);
}
