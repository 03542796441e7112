import * as vscode from "vscode";
import type { ConfigVars, ConfigVarsDiff } from "../../dotenv/diff.ts";
import { isConfirmationSkipped, skipConfirmation } from "../commands/confirm.ts";
import type { AppTarget } from "../services.ts";
import { runningTypes } from "./app-config.ts";
import type { ConfigRoom } from "./config-room.ts";
import { keysOf, type Review } from "./save-config.ts";
import { changeWords, countWords, listWords, restartWords } from "./words.ts";

/** Says what a save does before it is done. *Show Changes* shows both sides, and saves nothing. */
export async function review(
  room: ConfigRoom,
  target: AppTarget,
  { diff, theirs, meanwhile }: Review,
): Promise<boolean> {
  if (isConfirmationSkipped("config")) return true;
  const { app } = target;
  const kept =
    meanwhile.length > 0 ? vscode.l10n.t("Changed by others meanwhile, and kept: {0}", listWords(meanwhile)) : "";
  const detail = [changeWords(diff), kept, restartWords(await runningTypes(target))].filter(Boolean).join("\n\n");
  const save = vscode.l10n.t("Save");
  const show = vscode.l10n.t("Show Changes");
  const always = vscode.l10n.t("Save, and Don't Ask Again");
  const question = vscode.l10n.t("Save {0} of {1}?", countWords(keysOf(diff)), app.name);
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, save, show, always);
  if (chosen === show) await showChanges(room, app.name, theirs, after(theirs, diff));
  if (chosen === always) await skipConfirmation("config");
  return chosen === save || chosen === always;
}

async function showChanges(room: ConfigRoom, app: string, theirs: ConfigVars, ours: ConfigVars): Promise<void> {
  const now = { name: vscode.l10n.t("{0} now", app), vars: theirs };
  await (await room.differences()).show(now, { name: vscode.l10n.t("after saving"), vars: ours });
}

function after(theirs: ConfigVars, { added, changed, removed }: ConfigVarsDiff): ConfigVars {
  const vars = new Map(theirs);
  for (const { key, value } of added) vars.set(key, value);
  for (const { key, after: value } of changed) vars.set(key, value);
  for (const { key } of removed) vars.delete(key);
  return vars;
}
