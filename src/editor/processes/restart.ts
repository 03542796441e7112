import * as vscode from "vscode";
import { restartDynos } from "../../heroku/resources/dynos.ts";
import { confirm } from "../commands/confirm.ts";
import { forEach } from "../commands/for-each.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import { type AppNode, type DynoNode, type ProcessNode, rowOfApp } from "../tree/nodes.ts";
import { type AppDynos, dynosOfRows, wordsFor } from "./dyno-targets.ts";
import { pickDynos } from "./pick-dynos.ts";

/** Restarts what the selected rows say, or what the person picks: apps, process types, single dynos. */
export async function restart(services: Services, target: unknown, rows: unknown): Promise<void> {
  const all = await chooseDynos(services, target, rows);
  if (all !== undefined && (await isConfirmed(all))) await restartAll(services, all);
}

/** Opens the log of what is restarted first, so that nothing of the restart is missed. */
export async function restartAndTail(services: Services, target: unknown): Promise<void> {
  const all = await chooseDynos(services, target, undefined);
  const [first] = all ?? [];
  if (all === undefined || first === undefined || !(await isConfirmed(all))) return;
  await vscode.commands.executeCommand(commands.viewLogs, rowFor(first));
  await restartAll(services, all);
}

/** What *View Logs* takes for some dynos of an app. */
export function rowFor({ app, session, which }: AppDynos): AppNode | DynoNode | ProcessNode {
  const row = { appId: app.id, sessionKey: session.key, parent: undefined };
  if (which.kind === "dyno") {
    const type = which.dyno.split(".")[0] ?? "";
    return { kind: "dyno", id: `${app.id}/${which.dyno}`, ...row, type, dyno: which.dyno };
  }
  return which.kind === "type"
    ? { kind: "process", id: `${app.id}/${which.type}`, ...row, type: which.type }
    : rowOfApp({ app, session });
}

async function chooseDynos(
  services: Services,
  target: unknown,
  rows: unknown,
): Promise<readonly AppDynos[] | undefined> {
  const title = vscode.l10n.t("Restart dynos");
  const selected = await dynosOfRows(services, { target, rows, title });
  if (selected !== undefined) return selected;
  const chosen = await appOfTarget(services, target, { title });
  const which = chosen && (await pickDynos(chosen, vscode.l10n.t("Restart dynos of {0}", chosen.app.name)));
  return which && [{ ...chosen, which }];
}

async function restartAll(services: Services, all: readonly AppDynos[]): Promise<void> {
  const done = await forEach(services, all, {
    words: wordsFor,
    failure: (words) => vscode.l10n.t("{0} could not be restarted", words),
    act: ({ app, session, which }) => restartDynos(session.client, app.id, which),
  });
  if (done.length > 0) showDone(vscode.l10n.t("Restarting {0}.", done.map(wordsFor).join(", ")));
}

/** Restarting all web dynos at once interrupts users for some seconds; one dyno of several does not. */
async function isConfirmed(all: readonly AppDynos[]): Promise<boolean> {
  const felt = all.filter(({ session, which }) => {
    const isHarmless = which.kind === "dyno" || (which.kind === "type" && which.type !== "web");
    return !session.isSandbox && !isHarmless;
  });
  if (felt.length === 0) return true;
  return confirm("restart", {
    question: vscode.l10n.t("Restart {0}?", all.map(wordsFor).join(", ")),
    detail: vscode.l10n.t("Dynos stop and start again; users may have to wait for some seconds."),
    yes: vscode.l10n.t("Restart"),
  });
}
