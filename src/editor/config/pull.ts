import * as vscode from "vscode";
import { diffConfigVars, isEmptyDiff, patchOf } from "../../dotenv/diff.ts";
import type { FilledFile } from "../../dotenv/fill-env-file.ts";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { showDone } from "../messages.ts";
import { loadAppConfig } from "./app-config.ts";
import { chooseEnvFile } from "./choose-env-file.ts";
import { chooseKeys } from "./choose-keys.ts";
import type { ConfigRoom } from "./config-room.ts";
import { changeEnvFile } from "./env-file.ts";
import { offerToIgnore } from "./offer-to-ignore.ts";
import { keysOf } from "./save-config.ts";
import { countWords } from "./words.ts";

/** Writes config vars of an app into a .env file: the keys that the person ticks, with quotes that its readers take away. */
export async function pullToEnvFile({ services }: ConfigRoom, target: unknown): Promise<void> {
  const title = vscode.l10n.t("Pull config vars to .env");
  const chosen = await appOfTarget(services, target, { title });
  if (chosen === undefined) return;
  const { name } = chosen.app;
  const file = await chooseEnvFile(target, { title, mustExist: false });
  if (file === undefined) return;
  if (file.openQuote !== undefined) return sayBroken(file.name, file.openQuote);
  const failure = vscode.l10n.t("The config vars of {0} could not be read", name);
  const { vars, owners } = await inView(failure, () => loadAppConfig(chosen));
  const diff = diffConfigVars(file.vars, vars);
  if (isEmptyDiff(diff)) {
    showDone(vscode.l10n.t("{0} and {1} have the same config vars.", file.name, name));
    return;
  }
  const wanted = await chooseKeys({
    title: vscode.l10n.t("Pull from {0} to {1}", name, file.name),
    placeholder: vscode.l10n.t("Choose what is written into {0}", file.name),
    diff,
    owners,
  });
  if (wanted === undefined || isEmptyDiff(wanted)) return;
  const filled = await changeEnvFile(file.path, patchOf(wanted));
  if ("broken" in filled) return sayBroken(file.name, filled.broken);
  showDone(vscode.l10n.t("Pulled {0} of {1} into {2}.", countWords(keysOf(wanted)), name, file.name), {
    title: vscode.l10n.t("Open {0}", file.name),
    command: "vscode.open",
    arguments: [vscode.Uri.file(file.path)],
  });
  sayWhoDiffers(filled);
  await offerToIgnore(file.path);
}

function sayBroken(file: string, line: number): void {
  showDone(vscode.l10n.t("{0} cannot be read: the quote in line {1} has no end.", file, line));
}

function sayWhoDiffers({ warnings }: FilledFile): void {
  for (const { key, message } of warnings.slice(0, 3)) void vscode.window.showWarningMessage(`${key}: ${message}`);
}
