import * as vscode from "vscode";

/** Has a name typed before something that cannot be taken back; false when the person declines. */
export async function hasTypedName(
  name: string,
  { title, prompt }: { readonly title: string; readonly prompt: string },
): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt,
    placeHolder: name,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === "" || text.trim() === name ? undefined : vscode.l10n.t("This is not the name; type {0}.", name),
  });
  return typed?.trim() === name;
}
