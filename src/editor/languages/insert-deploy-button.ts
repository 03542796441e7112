import * as vscode from "vscode";
import { deployButton } from "../../manifest/deploy-button.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import { originOf } from "./origin-of.ts";

/** The *Deploy to Heroku* button at the cursor of a Markdown file; what git does not know is left to be filled in. */
export async function insertDeployButton(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "markdown") {
    showDone(vscode.l10n.t("Open the Markdown file that the button is for, such as README.md."));
    return;
  }
  const folder = vscode.workspace.getWorkspaceFolder(editor.document.uri)?.uri;
  const repository = await originOf(vscode.Uri.joinPath(editor.document.uri, ".."));
  const button = deployButton(repository ?? placeholder);
  if (button === undefined) return;
  const [before = "", after = ""] = button.markdown.split(encodeURIComponent(placeholder));
  const snippet = new vscode.SnippetString().appendText(before);
  if (repository === undefined) snippet.appendPlaceholder(encodeURIComponent(placeholder)).appendText(after);
  await editor.insertSnippet(snippet);
  if (folder && !(await hasManifest(folder))) offerManifest();
}

const placeholder = "https://github.com/OWNER/REPOSITORY";

async function hasManifest(folder: vscode.Uri): Promise<boolean> {
  return (await vscode.workspace.findFiles(new vscode.RelativePattern(folder, "app.json"), null, 1)).length > 0;
}

function offerManifest(): void {
  showDone(vscode.l10n.t("The button reads app.json, which this project does not have yet."), {
    title: vscode.l10n.t("Create app.json"),
    command: commands.createAppJsonFromWorkspace,
  });
}
