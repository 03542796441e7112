import * as vscode from "vscode";
import type { Confirmation, Settings } from "../identifiers.ts";

const setting = "herokuWorkbench.confirmations.skip" satisfies keyof Settings;

/** A modal question, unless the person has asked not to be asked. */
export async function confirm(
  kind: Confirmation,
  { question, detail, yes }: { question: string; detail: string; yes: string },
): Promise<boolean> {
  if (isConfirmationSkipped(kind)) return true;
  const always = vscode.l10n.t("{0}, and Don't Ask Again", yes);
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, yes, always);
  if (chosen === always) await skipConfirmation(kind);
  return chosen !== undefined;
}

export function isConfirmationSkipped(kind: Confirmation): boolean {
  return skipped().includes(kind);
}

/** From now on this is not asked. */
export async function skipConfirmation(kind: Confirmation): Promise<void> {
  await vscode.workspace.getConfiguration().update(setting, [...skipped(), kind], vscode.ConfigurationTarget.Global);
}

function skipped(): Settings[typeof setting] {
  return vscode.workspace.getConfiguration().get<Settings[typeof setting]>(setting, []);
}
