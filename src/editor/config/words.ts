import * as vscode from "vscode";
import type { ConfigVarsDiff } from "../../dotenv/diff.ts";

/** `One release; web and worker restart.` */
export function restartWords(types: readonly string[]): string {
  if (types.length === 0) return vscode.l10n.t("One release; nothing runs, so nothing restarts.");
  if (types.length === 1) return vscode.l10n.t("One release; {0} restarts.", types[0] ?? "");
  const last = types.at(-1) ?? "";
  return vscode.l10n.t("One release; {0} and {1} restart.", types.slice(0, -1).join(", "), last);
}

/** Names only, in groups: values are never in a dialog. */
export function changeWords({ added, changed, removed }: ConfigVarsDiff): string {
  const lines = [
    added.length > 0 ? vscode.l10n.t("Added: {0}", namesOf(added)) : "",
    changed.length > 0 ? vscode.l10n.t("Changed: {0}", namesOf(changed)) : "",
    removed.length > 0 ? vscode.l10n.t("Removed: {0}", namesOf(removed)) : "",
  ];
  return lines.filter((line) => line !== "").join("\n");
}

/** `FOO`, or `3 config vars`. */
export function countWords(keys: readonly string[]): string {
  return keys.length === 1 ? (keys[0] ?? "") : vscode.l10n.t("{0} config vars", keys.length);
}

/** The first of them, and how many more there are. */
export function listWords(keys: readonly string[]): string {
  const shown = keys.slice(0, 12).join(", ");
  return keys.length > 12 ? vscode.l10n.t("{0} and {1} more", shown, keys.length - 12) : shown;
}

function namesOf(entries: readonly { readonly key: string }[]): string {
  return listWords(entries.map(({ key }) => key));
}
