import * as vscode from "vscode";
import { moveAppRemotes } from "../../git/change-remotes.ts";
import { findGit } from "../../git/program.ts";
import { isPlatformError } from "../../heroku/errors.ts";
import { updateApp } from "../../heroku/resources/apps.ts";
import type { App } from "../../heroku/resources/types.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { appNameProblem } from "../deploy/app-name.ts";
import { explainInLine } from "../explanation.ts";
import { gitOfSettings } from "../git-setting.ts";
import { commands } from "../identifiers.ts";
import { linkedRepositories, placesOf } from "../link/open-repositories.ts";
import { showDone } from "../messages.ts";
import { isNameTaken } from "../name-availability.ts";
import type { AppTarget, Services, Session } from "../services.ts";
import { rowOfApp } from "../tree/nodes.ts";
import { asOwner } from "./as-owner.ts";
import { isOthers, ownerOf } from "./owner.ts";

/** Renames an app, and with it every git remote of the open repositories that leads to it. */
export async function renameApp(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Rename app") });
  if (chosen === undefined) return;
  const { app } = chosen;
  if (isOthers(chosen)) {
    throw new Error(vscode.l10n.t("{0} belongs to {1}: only its owner may rename it.", app.name, ownerOf(app)));
  }
  const renamed = await askAndRename(chosen);
  if (renamed === undefined) return;
  const places = await moveRemotes(services, chosen, renamed).catch((error) => {
    // The app has its new name all the same.
    services.log.warn(`Remotes of ${app.name} could not be changed: ${explainInLine(error)}`);
    return vscode.l10n.t("Its git remotes could not be changed; the log has the reason.");
  });
  await services.apps.refresh();
  showDone([vscode.l10n.t("{0} is now called {1}.", app.name, renamed.name), places].filter(Boolean).join(" "), {
    title: vscode.l10n.t("Open App"),
    command: commands.openApp,
    arguments: [rowOfApp(chosen)],
  });
}

/** Asks again with the platform's reason when it refuses the name. */
async function askAndRename(chosen: AppTarget): Promise<App | undefined> {
  const { app, session } = chosen;
  let refused: Refused | undefined;
  for (;;) {
    const name = await askForName(chosen, refused);
    if (name === undefined || name === app.name) return undefined;
    try {
      return await asOwner(vscode.l10n.t("{0} could not be renamed", app.name), chosen, () =>
        updateApp(session.client, app.id, { name }),
      );
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      if (!isPlatformError(cause) || cause.status !== 422) throw error;
      refused = { name, why: cause.message };
    }
  }
}

interface Refused {
  readonly name: string;
  readonly why: string;
}

function askForName({ app, session }: AppTarget, refused: Refused | undefined): Thenable<string | undefined> {
  const isFree = availability(session);
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Rename {0}", app.name),
    prompt: vscode.l10n.t("Its address and its git URL change with it; links to the old ones no longer work"),
    value: refused?.name ?? app.name,
    ignoreFocusOut: true,
    validateInput: async (name) => {
      if (name === app.name) return undefined;
      if (name === "") return vscode.l10n.t("An app has a name.");
      return name === refused?.name ? refused.why : (appNameProblem(name) ?? (await isFree(name)));
    },
  });
}

/** Milliseconds without a key press before the platform is asked. */
const pause = 300;

/** Says so when an app of a name is there already; of fast typing only the last name is asked for. */
function availability({ client }: Session): (name: string) => Promise<string | undefined> {
  let latest = "";
  return async (name) => {
    latest = name;
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (latest !== name) return undefined;
    // Where that is not known, renaming itself tells.
    return (await isNameTaken(client, name)) ? vscode.l10n.t("An app is called {0} already.", name) : undefined;
  };
}

async function moveRemotes({ log }: Services, { app, session }: AppTarget, renamed: App): Promise<string> {
  const git = await findGit({ preferred: gitOfSettings() });
  const { gitUrl } = session;
  const moved: { name: string; remotes: string[] }[] = [];
  for (const { root, name } of await linkedRepositories(git, { gitUrl, app: app.name })) {
    const remotes = await moveAppRemotes(git, root, { from: app.name, to: renamed.name, gitUrl });
    log.info(`Remotes ${remotes.join(", ")} of ${root} now lead to ${renamed.name}`);
    moved.push({ name, remotes });
  }
  return moved.length === 0 ? "" : vscode.l10n.t("Followed by the git remote {0}.", placesOf(moved));
}
