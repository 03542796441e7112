import * as vscode from "vscode";

/** A first Procfile in a folder, opened to be written on; one that is there is only opened. */
export async function createProcfile(): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder =
    folders.length > 1
      ? await vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t("Which folder?") })
      : folders[0];
  if (folder === undefined) return;
  const file = vscode.Uri.joinPath(folder.uri, "Procfile");
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(file, { ignoreIfExists: true });
  await vscode.workspace.applyEdit(edit);
  const document = await vscode.workspace.openTextDocument(file);
  const editor = await vscode.window.showTextDocument(document);
  if (document.getText() !== "") return;
  await editor.insertSnippet(new vscode.SnippetString(`web: \${1:${await likelyCommand(folder.uri)}}\n`));
}

async function likelyCommand(folder: vscode.Uri): Promise<string> {
  for (const [name, command] of likely) {
    const found = await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name)).then(
      () => true,
      () => false,
    );
    if (found) return command;
  }
  return "npm start";
}

/** What the buildpacks of these languages start most often. */
const likely: readonly (readonly [string, string])[] = [
  ["package.json", "npm start"],
  ["bin/rails", "bin/rails server -p \\$PORT"],
  ["config.ru", "bundle exec rackup -p \\$PORT"],
  ["manage.py", "python manage.py runserver 0.0.0.0:\\$PORT"],
  ["requirements.txt", "gunicorn app:app"],
  ["go.mod", "go run ."],
  ["pom.xml", "java -jar target/app.jar"],
];
