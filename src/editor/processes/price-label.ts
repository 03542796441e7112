import * as vscode from "vscode";
import type { ScaleDraft } from "./scale-draft.ts";

/** A price; of what would cost it on Heroku where the sandbox takes nothing. */
export function onHeroku(price: string, { isSandbox }: Pick<ScaleDraft, "isSandbox">): string {
  return isSandbox ? vscode.l10n.t("On Heroku: {0}", price) : price;
}
