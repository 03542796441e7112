import path from "node:path";
import * as vscode from "vscode";
import type { Languages } from "./languages.ts";
import { showDraft } from "./show-draft.ts";

/** An app.json after what the files of a folder say. */
export async function createFromWorkspace(languages: Pick<Languages, "draftManifest">): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const text = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Reading {0}", path.basename(folder.fsPath)) },
    async () => languages.draftManifest(folder),
  );
  if (text !== null) await showDraft(text, folder);
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  if (folders[0] === undefined)
    void vscode.window.showInformationMessage(vscode.l10n.t("Open the folder of your project first."));
  return folders[0]?.uri;
}
