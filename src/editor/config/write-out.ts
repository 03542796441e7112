import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";

/** Milliseconds until the next attempt, and how many there are. */
const pause = 20;
const attempts = 50;

/** Brings what was typed in this moment to the file: VS Code refuses a save while it saves the document by itself. */
export async function writeOut(document: vscode.TextDocument): Promise<void> {
  for (let attempt = 0; document.isDirty && attempt < attempts; attempt += 1) {
    if (!(await document.save())) await wait(pause);
  }
  if (document.isDirty) throw new Error(vscode.l10n.t("What was typed last could not be taken over. Save once more."));
}
