import * as vscode from "vscode";
import { findGit } from "../../git/program.ts";
import { noteDelivered } from "../../git/repository.ts";
import { isPlatformError } from "../../heroku/errors.ts";
import type { AppSetup } from "../../heroku/resources/app-setups.ts";
import { getApp } from "../../heroku/resources/apps.ts";
import type { Deployments } from "../deploy/deployments.ts";
import { complain, nextActions } from "../deploy/outcome.ts";
import { during, isCancelling } from "../explanation.ts";
import { gitOfSettings } from "../git-setting.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { Services, Session } from "../services.ts";
import { rowOfApp } from "../tree/nodes.ts";
import { endSetup } from "./end-setup.ts";
import { failureOf, followSetup } from "./follow-setup.ts";
import type { FirstDeploy } from "./remembered.ts";

/** Follows a first deploy to its end, with its output, and says how it ended. Cancel ends the build. */
export async function followFirstDeploy(
  services: Services,
  deployments: Deployments,
  task: FirstDeploy,
): Promise<void> {
  const session = await sessionOf(services, task);
  if (session === undefined) return;
  const { app, setup } = task;
  const title = vscode.l10n.t("Setting up {0}", app.name);
  const output = deployments.outputOf(app);
  output.begin(title);
  const abort = new AbortController();
  const location = vscode.ProgressLocation.Notification;
  let lines = 0;
  const work = (report: (message: string) => void): Promise<AppSetup> => {
    const onLine = (line: string): void => {
      output.line(line);
      // A window that is only just opening would not have shown it.
      if (lines++ === 0) output.reveal();
      const step = /^-----> (.+)$/.exec(line)?.[1];
      if (step !== undefined) report(step);
    };
    return during(vscode.l10n.t("The set-up of {0} can no longer be followed", app.name), () =>
      followSetup(session.client, setup, { signal: abort.signal, onLine }),
    );
  };
  try {
    const end = await vscode.window.withProgress({ location, title, cancellable: true }, (progress, cancellation) => {
      cancellation.onCancellationRequested(() => abort.abort());
      return work((message) => progress.report({ message }));
    });
    if (end.status === "succeeded") await tellSuccess(services, task, output);
    else await tellFailure(session, task, { words: failureOf(end), output });
  } catch (error) {
    if (!isCancelling(error) && !abort.signal.aborted) throw error;
    output.notice(vscode.l10n.t("cancelled"));
    await tellCancelled(session, task, output);
  } finally {
    void services.apps.refresh().catch(() => undefined);
  }
}

type Output = ReturnType<Deployments["outputOf"]>;

async function tellSuccess(
  services: Services,
  { app, folder, sessionKey }: FirstDeploy,
  output: Output,
): Promise<void> {
  output.notice(vscode.l10n.t("deployed"));
  const git = await findGit({ preferred: gitOfSettings() });
  // The app runs the commit of the folder: there is nothing new to deploy.
  await noteDelivered(git, folder, "heroku", "HEAD").catch(() => undefined);
  await services.apps.refresh();
  showDone(
    vscode.l10n.t("{0} is set up and running.", app.name),
    ...nextActions({ app, session: { key: sessionKey } }),
  );
}

async function tellFailure(
  session: Session,
  { app, folder }: FirstDeploy,
  { words, output }: { words: string; output: Output },
): Promise<void> {
  output.notice(words);
  const isThere = await getApp(session.client, app.id).then(
    () => true,
    (error: unknown) => !isPlatformError(error, "not_found"),
  );
  const failed = vscode.l10n.t("{0} could not be set up. {1}", app.name, words);
  if (isThere)
    complain(
      output,
      `${failed} ${vscode.l10n.t("The app and the folder {0} are kept.", folder)}`,
      ...remains({ app, session }),
    );
  else
    void offerFolder(folder, output, `${failed} ${vscode.l10n.t("The app is gone; the folder {0} is kept.", folder)}`);
}

/** A set-up without its build fails, and the app may go with it. */
async function tellCancelled(session: Session, task: FirstDeploy, output: Output): Promise<void> {
  const { app, folder } = task;
  const end = await endSetup(session.client, task);
  if (end?.status === "failed")
    return tellFailure(session, task, { words: vscode.l10n.t("It was cancelled."), output });
  const kept = vscode.l10n.t("The app and the folder {0} are kept.", folder);
  const text =
    end === undefined
      ? vscode.l10n.t("The set-up of {0} cannot be cancelled now, and goes on.", app.name)
      : vscode.l10n.t("{0} was set up before it could be cancelled.", app.name);
  showDone(`${text} ${kept}`, ...remains({ app, session }));
}

/** The platform takes an app away that it could not set up; the folder is the person's. */
async function offerFolder(folder: string, output: Output, text: string): Promise<void> {
  const [show, remove] = [vscode.l10n.t("Show Output"), vscode.l10n.t("Move Folder to Trash")];
  const chosen = await vscode.window.showErrorMessage(text, show, remove);
  if (chosen === show) output.show();
  if (chosen === remove) await vscode.workspace.fs.delete(vscode.Uri.file(folder), { recursive: true, useTrash: true });
}

/** What one may do with an app that was made but does not run. */
function remains(target: Parameters<typeof rowOfApp>[0]) {
  const row = rowOfApp(target);
  return [
    { title: vscode.l10n.t("Deploy…"), command: commands.deploy, arguments: [row] },
    { title: vscode.l10n.t("Destroy App…"), command: commands.destroyApp, arguments: [row] },
  ];
}

/** The account of the app; waits for it where a window has only just opened, and asks nobody which. */
async function sessionOf({ sessions }: Services, { sessionKey, app }: FirstDeploy): Promise<Session | undefined> {
  await sessions.requireAny();
  const session = sessions.all.find(({ key }) => key === sessionKey);
  if (session === undefined)
    showDone(vscode.l10n.t("{0} is being set up, but its account is not signed in here to follow it.", app.name));
  return session;
}
