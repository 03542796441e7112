import * as vscode from "vscode";
import type { ConfigFiles } from "./config-files.ts";

/** The last editor of a document was closed, and what was typed is nowhere else. */
export async function askAboutDraft(uri: vscode.Uri, files: ConfigFiles): Promise<"forgotten" | "kept"> {
  const save = vscode.l10n.t("Save…");
  const discard = vscode.l10n.t("Discard");
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("{0} has changes that are not saved to Heroku.", name),
    { modal: true, detail: vscode.l10n.t("Cancel opens it again.") },
    save,
    discard,
  );
  if (chosen === discard) return "forgotten";
  if (chosen === save) {
    const outcome = await files.save(uri);
    if (outcome === "saved" || outcome === "unchanged") return "forgotten";
  }
  await vscode.window.showTextDocument(uri, { preview: false });
  return "kept";
}
