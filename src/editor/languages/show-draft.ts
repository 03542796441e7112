import * as vscode from "vscode";

/** Shows an app.json that is not saved yet: saving it writes the folder's, unless there is one already. */
export async function showDraft(text: string, folder: vscode.Uri | undefined): Promise<void> {
  const file = folder && vscode.Uri.joinPath(folder, "app.json");
  const isFree = file !== undefined && !(await exists(file)) && !isOpen(draftOf(file));
  const document = isFree
    ? await vscode.workspace.openTextDocument(draftOf(file))
    : await vscode.workspace.openTextDocument({ language: "json", content: text });
  const editor = await vscode.window.showTextDocument(document);
  if (isFree) await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
}

function draftOf(file: vscode.Uri): vscode.Uri {
  return file.with({ scheme: "untitled" });
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}
