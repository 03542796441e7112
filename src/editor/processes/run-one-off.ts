import * as vscode from "vscode";
import { type OneOffRun, runDetached } from "../../heroku/resources/dynos.ts";
import { listFormation } from "../../heroku/resources/formation.ts";
import type { Dyno } from "../../heroku/resources/types.ts";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { isCancelling } from "../explanation.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { askForCommand } from "./ask-for-command.ts";
import { chooseRun } from "./choose-run.ts";
import { withCommand } from "./command-history.ts";
import { endOfDyno } from "./end-of-dyno.ts";
import { loadScaleDraft } from "./load-scale-draft.ts";
import { rowFor } from "./restart.ts";

/** Runs a command once in a dyno of its own, shows what it prints, and says how it ended. */
export async function runOneOff(services: Services, target: unknown, signal: AbortSignal): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Run one-off dyno") });
  if (chosen === undefined) return;
  const run = await askForRun(services, chosen);
  if (run === undefined) return;
  const { app, session } = chosen;
  const dyno = await inView(vscode.l10n.t("The command could not be run on {0}", app.name), () =>
    runDetached(session.client, app.id, run),
  );
  await remember(services, chosen, run.command);
  const row = rowFor({ ...chosen, which: { kind: "dyno", dyno: dyno.name } });
  await vscode.commands.executeCommand(commands.viewLogs, row);
  showDone(vscode.l10n.t("{0} of {1} is running.", dyno.name, app.name), {
    title: vscode.l10n.t("Stop"),
    command: commands.stopDyno,
    arguments: [row],
  });
  void services.apps.refresh(app);
  void tellEnd(services, chosen, { dyno, row, signal });
}

async function askForRun(services: Services, chosen: AppTarget): Promise<OneOffRun | undefined> {
  const { app, session } = chosen;
  const [draft, formation] = await inView(vscode.l10n.t("{0} could not be read", app.name), () =>
    Promise.all([loadScaleDraft(chosen), listFormation(session.client, app.id)]),
  );
  const title = vscode.l10n.t("Run a one-off dyno on {0}", app.name);
  const command = await askForCommand(title, { history: historyOf(services, chosen), types: formation });
  const rest = command === undefined ? undefined : await chooseRun(app.name, draft);
  return command === undefined || rest === undefined ? undefined : { command, ...rest };
}

const historyKey = "herokuWorkbench.run.history";

function historyOf({ context }: Services, { app }: AppTarget): readonly string[] {
  return context.globalState.get<Record<string, readonly string[]>>(historyKey, {})[app.id] ?? [];
}

async function remember(services: Services, target: AppTarget, command: string): Promise<void> {
  const all = services.context.globalState.get<Record<string, readonly string[]>>(historyKey, {});
  const history = withCommand(historyOf(services, target), command);
  await services.context.globalState.update(historyKey, { ...all, [target.app.id]: history });
}

async function tellEnd(
  services: Services,
  { app, session }: AppTarget,
  { dyno, row, signal }: { dyno: Dyno; row: unknown; signal: AbortSignal },
): Promise<void> {
  try {
    const status = await endOfDyno(session.client, app.id, { dyno: dyno.name, signal });
    if (signal.aborted) return;
    await services.apps.refresh(app);
    sayEnd(`${dyno.name} of ${app.name}`, status, row);
  } catch (error) {
    // The log beside it tells people what is wrong.
    if (!isCancelling(error)) services.log.warn(`The end of ${dyno.name} is not known: ${String(error)}`);
  }
}

function sayEnd(name: string, status: number | undefined, row: unknown): void {
  if (status === 0) {
    showDone(vscode.l10n.t("{0} is done.", name));
    return;
  }
  const showLog = vscode.l10n.t("View Logs");
  const words =
    status === undefined
      ? vscode.l10n.t("{0} could not be started.", name)
      : vscode.l10n.t("{0} ended with status {1}.", name, status);
  void vscode.window
    .showWarningMessage(words, showLog)
    .then((chosen) => chosen && vscode.commands.executeCommand(commands.viewLogs, row));
}
