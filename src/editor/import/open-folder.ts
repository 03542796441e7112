import path from "node:path";
import * as vscode from "vscode";
import { showDone } from "../messages.ts";
import { install, kindsOf } from "./install.ts";
import { shown } from "./project-kinds.ts";

type Where = "add" | "here" | "new" | "nowhere";

/** Says what was imported, offers to install what it needs, and to open it. */
export async function offerNext(folder: string, { app, note }: { app: string; note?: string }): Promise<void> {
  const kinds = await kindsOf(folder);
  const commands = kinds.flatMap((kind) => kind.install);
  const what = kinds.length > 0 ? kinds.map(({ name }) => name).join(" + ") : vscode.l10n.t("of an unknown kind");
  const title = vscode.l10n.t("{0} is imported ({1})", app, what);
  const isWanted = await wantsInstall(title, commands.map(shown), note);
  const where = await chooseWhere(title, folder, note);
  const installing = isWanted ? install(folder, commands) : Promise.resolve(true);
  if (where === "add") addToWorkspace(folder);
  if (where === "new") await open(folder, true);
  // This window's tasks end with it.
  const isInstalled = where === "here" || isWanted ? await installing : true;
  if (!isInstalled) return tellFailed(folder, app, where);
  if (where === "here") await open(folder, false);
  if (where === "nowhere" || where === "add") tellDone(folder, app, note);
}

async function wantsInstall(title: string, commands: readonly string[], note: string | undefined): Promise<boolean> {
  // Tasks of a folder that is not trusted do not run.
  if (commands.length === 0 || !vscode.workspace.isTrusted) return false;
  const items = [
    { label: vscode.l10n.t("$(tools) Install what it needs"), detail: commands.join("  "), isWanted: true },
    { label: vscode.l10n.t("$(circle-slash) Not now"), isWanted: false },
  ];
  const placeHolder = note ?? vscode.l10n.t("Runs in a terminal");
  return (await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true }))?.isWanted ?? false;
}

async function chooseWhere(title: string, folder: string, note: string | undefined): Promise<Where> {
  const items: (vscode.QuickPickItem & { where: Where })[] = [
    { label: vscode.l10n.t("$(folder-opened) Open in this window"), where: "here" },
    { label: vscode.l10n.t("$(multiple-windows) Open in a new window"), where: "new" },
    { label: vscode.l10n.t("$(add) Add to this workspace"), where: "add" },
  ];
  const placeHolder = note ?? folder;
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
  return chosen?.where ?? "nowhere";
}

export async function open(folder: string, forceNewWindow: boolean): Promise<void> {
  await vscode.commands.executeCommand("vscode.openFolder", vscode.Uri.file(folder), { forceNewWindow });
}

function addToWorkspace(folder: string): void {
  const count = vscode.workspace.workspaceFolders?.length ?? 0;
  vscode.workspace.updateWorkspaceFolders(count, 0, { uri: vscode.Uri.file(folder), name: path.basename(folder) });
}

function tellDone(folder: string, app: string, note: string | undefined): void {
  const text = vscode.l10n.t("{0} is in {1}.", app, folder);
  showDone(note ? `${text} ${note}` : text, {
    title: vscode.l10n.t("Open in New Window"),
    command: "vscode.openFolder",
    arguments: [vscode.Uri.file(folder), { forceNewWindow: true }],
  });
}

function tellFailed(folder: string, app: string, where: Where): void {
  const text = vscode.l10n.t("Not everything that {0} needs could be installed; the terminal says why.", app);
  const forceNewWindow = where !== "here";
  showDone(text, {
    title: vscode.l10n.t("Open Folder"),
    command: "vscode.openFolder",
    arguments: [vscode.Uri.file(folder), { forceNewWindow }],
  });
}
