import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";

/** A folder inside the one that is open, with files of its own. */
export interface ScratchFolder {
  readonly path: string;
  uri(file: string): vscode.Uri;
  /** Writes a file and opens it in an editor. */
  open(file: string, text: string): Promise<vscode.TextEditor>;
  write(file: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

export async function createScratchFolder(): Promise<ScratchFolder> {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const folder = await realpath(await mkdtemp(path.join(workspace, "scratch-")));
  const uri = (file: string): vscode.Uri => vscode.Uri.file(path.join(folder, file));
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  };
  return {
    path: folder,
    uri,
    write,
    async open(file, text) {
      await write(file, text);
      return vscode.window.showTextDocument(uri(file), { preview: false });
    },
    async remove() {
      // One that is left unsaved comes back when something saves all.
      for (const document of vscode.workspace.textDocuments) {
        if (!document.isDirty || !document.uri.fsPath.startsWith(folder)) continue;
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      }
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
