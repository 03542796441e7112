import * as vscode from "vscode";
import type { DocumentProblem } from "../../dotenv/config-document.ts";

/** Says why a document is not saved, with the cursor at the first place. */
export async function showPlace(uri: vscode.Uri, app: string, problems: readonly DocumentProblem[]): Promise<void> {
  const [first] = problems;
  if (first === undefined) return;
  const { start, end } = first.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(uri, { selection, preview: false });
  const more = problems.length > 1 ? ` ${vscode.l10n.t("There are {0} such places.", problems.length)}` : "";
  const place = vscode.l10n.t("line {0}", start.line + 1);
  void vscode.window.showErrorMessage(
    `${vscode.l10n.t("The config vars of {0} were not saved: {1}: {2}", app, place, first.message)}${more}`,
  );
}
