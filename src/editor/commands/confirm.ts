import * as vscode from "vscode";
import type { Confirmation, Settings } from "../identifiers.ts";

const setting = "herokuWorkbench.confirmations.skip" satisfies keyof Settings;

/** A modal question, unless the person has asked not to be asked. */
export async function confirm(
  kind: Confirmation,
  { question, detail, yes }: { question: string; detail: string; yes: string },
): Promise<boolean> {
  const configuration = vscode.workspace.getConfiguration();
  const skipped = configuration.get<Settings[typeof setting]>(setting, []);
  if (skipped.includes(kind)) return true;
  const always = vscode.l10n.t("{0}, and Don't Ask Again", yes);
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, yes, always);
  if (chosen === always) await configuration.update(setting, [...skipped, kind], vscode.ConfigurationTarget.Global);
  return chosen !== undefined;
}
