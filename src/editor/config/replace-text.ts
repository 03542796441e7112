import * as vscode from "vscode";

/**
 * Gives an open document another text, the least of it that differs, so that cursors stay. False when it is no longer
 * `before`. A document that no editor has open needs nothing.
 */
export async function replaceText(uri: vscode.Uri, before: string, after: string): Promise<boolean> {
  const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
  if (document === undefined || before === after) return true;
  if (document.getText() !== before) return false;
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(before.length - end));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, range, after.slice(start, after.length - end));
  return vscode.workspace.applyEdit(edit);
}
