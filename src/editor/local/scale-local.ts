import * as vscode from "vscode";
import { isRefused } from "../languages/only-trusted.ts";
import { askRun } from "./ask-run.ts";
import { chooseProcess } from "./choose-local.ts";
import { complaintAboutCopies, copiesNow, mostCopies } from "./copies.ts";
import { inLocalView } from "./in-local-view.ts";
import type { Local } from "./local.ts";

/** How many copies of a type run, now and whenever it is started here. */
export async function scale(local: Local, target: unknown): Promise<void> {
  if (isRefused(vscode.l10n.t("run"))) return;
  const chosen = await chooseProcess(local, target, { title: vscode.l10n.t("Scale a process") });
  if (chosen === undefined) return;
  const { file } = chosen.procfile;
  const { type } = chosen.process;
  const run = local.runs.runOf(file);
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t("Scale {0}", type),
    prompt: vscode.l10n.t("How many copies, 0 to {0}? Remembered for this workspace.", mostCopies),
    value: String(run ? copiesNow(run, type) : local.formations.copies(file, type)),
    validateInput: complaintAboutCopies,
    ignoreFocusOut: true,
  });
  if (answer === undefined) return;
  const copies = Number(answer.trim());
  const running = local.runs.runOf(file);
  if (running) {
    await inLocalView(vscode.l10n.t("{0} could not be scaled", type), () =>
      askRun(running, { do: "scale", name: type, copies }),
    );
  }
  await local.formations.set(file, type, copies);
}
