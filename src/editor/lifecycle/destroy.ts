import * as vscode from "vscode";
import { removeRemotes } from "../../git/change-remotes.ts";
import { findGit } from "../../git/program.ts";
import { destroyApp } from "../../heroku/resources/apps.ts";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { hasTypedName } from "../commands/typed-name.ts";
import { gitOfSettings } from "../git-setting.ts";
import { type LinkedRepository, linkedRepositories, placesOf } from "../link/open-repositories.ts";
import { showDone, showError } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { teamOf } from "../tree/arrangement.ts";
import { asOwner } from "./as-owner.ts";
import { lossesOf } from "./losses.ts";
import { isOthers, ownerOf } from "./owner.ts";

/** Destroys an app for good: says what goes with it, and has its name typed. Folders on this machine stay. */
export async function destroy(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Destroy app") });
  if (chosen === undefined) return;
  const { app, session } = chosen;
  if (isOthers(chosen)) {
    throw new Error(vscode.l10n.t("{0} belongs to {1}: only its owner may destroy it.", app.name, ownerOf(app)));
  }
  const repositories = await repositoriesOf(chosen);
  const typing = {
    title: vscode.l10n.t("Destroy {0}", app.name),
    prompt: vscode.l10n.t("Type the name of the app to destroy it, with all its data"),
  };
  if (!(await isSure(chosen, repositories)) || !(await hasTypedName(app.name, typing))) return;
  await asOwner(vscode.l10n.t("{0} could not be destroyed", app.name), chosen, () =>
    destroyApp(session.client, app.id),
  );
  await services.apps.refresh();
  tell(services, app.name, repositories);
}

/** Without git no repository leads to it. */
async function repositoriesOf({ app, session }: AppTarget): Promise<readonly LinkedRepository[]> {
  const git = await findGit({ preferred: gitOfSettings() }).catch(() => undefined);
  return git === undefined ? [] : linkedRepositories(git, { gitUrl: session.gitUrl, app: app.name });
}

async function isSure(chosen: AppTarget, repositories: readonly LinkedRepository[]): Promise<boolean> {
  const { app, session } = chosen;
  const losses = await inView(vscode.l10n.t("{0} could not be looked at", app.name), () => lossesOf(chosen));
  const permission =
    teamOf(app) === undefined
      ? vscode.l10n.t("Owner: {0}, which is you.", ownerOf(app))
      : vscode.l10n.t("Team: {0}. You are {1}; your role there decides.", ownerOf(app), session.account.email);
  const detail = [
    permission,
    [
      vscode.l10n.t("Lost with it:"),
      ...[...losses, vscode.l10n.t("its name, which anybody may take")].map((it) => `• ${it}`),
    ].join("\n"),
    ...(repositories.length > 0
      ? [vscode.l10n.t("Kept: the local folder {0}.", repositories.map(({ root }) => root).join(", "))]
      : []),
  ].join("\n\n");
  const go = vscode.l10n.t("Continue…");
  const question = vscode.l10n.t("Destroy {0} for good?", app.name);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, go)) === go;
}

/** What stays behind here, and that its remotes lead nowhere. */
function tell(services: Services, name: string, repositories: readonly LinkedRepository[]): void {
  if (repositories.length === 0) {
    showDone(vscode.l10n.t("{0} is destroyed.", name));
    return;
  }
  const places = placesOf(
    repositories.map((it) => ({ name: it.name, remotes: it.remotes.map((remote) => remote.name) })),
  );
  const remove = vscode.l10n.t("Remove Remotes");
  const text = vscode.l10n.t(
    "{0} is destroyed. Its local folder stays; its git remote {1} leads nowhere now.",
    name,
    places,
  );
  const removeIfWanted = async (chosen: string | undefined): Promise<void> => {
    if (chosen !== remove) return;
    const git = await findGit({ preferred: gitOfSettings() });
    for (const { root, remotes } of repositories) {
      await removeRemotes(
        git,
        root,
        remotes.map((remote) => remote.name),
      );
    }
    showDone(vscode.l10n.t("Removed the remote {0}.", places));
  };
  void vscode.window
    .showInformationMessage(text, remove)
    .then(removeIfWanted)
    .then(undefined, (error: unknown) => showError(services, error));
}
