import path from "node:path";
import * as vscode from "vscode";
import { appOfRemote, remoteOfApp } from "../../git/app-of-remote.ts";
import { defaultRemote, setAppRemote, setDefaultRemote } from "../../git/change-remotes.ts";
import { localGit } from "../../git/local-git.ts";
import { findGit, type GitProgram } from "../../git/program.ts";
import { listRemotes } from "../../git/remotes.ts";
import { inspectFolder } from "../../git/repository.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { during } from "../explanation.ts";
import { gitOfSettings } from "../git-setting.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { openRepositories, trustedFolders } from "./open-repositories.ts";
import { type KnownRemote, offerRemoteNames, remoteNameProblem } from "./remote-name.ts";

/** **Link Workspace to App…**: a git remote of the person's choice leads from a folder to an app. */
export async function linkWorkspace(services: Services, target: unknown): Promise<void> {
  if (trustedFolders().length === 0) return explainNoFolder();
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Link workspace to app") });
  if (chosen === undefined) return;
  const git = await findGit({ preferred: gitOfSettings() });
  const root = await chooseRepository(git);
  if (root === undefined) return;
  const { gitUrl } = chosen.session;
  const remotes = (await listRemotes(git, root)).map(({ name, url }) => ({ name, app: appOfRemote(url, gitUrl) }));
  const name = await chooseName(chosen, remotes);
  if (name === undefined) return;
  const isDefault = await chooseDefault(git, root, { name, remotes, chosen });
  if (isDefault === undefined) return;
  await during(vscode.l10n.t("{0} could not be linked to {1}", path.basename(root), chosen.app.name), async () => {
    await setAppRemote(git, root, name, remoteOfApp(chosen.app.name, gitUrl));
    if (isDefault) await setDefaultRemote(git, root, name);
  });
  showDone(vscode.l10n.t("{0} is linked to {1} by the remote {2}.", path.basename(root), chosen.app.name, name), {
    title: vscode.l10n.t("Deploy…"),
    command: commands.deploy,
    arguments: [vscode.Uri.file(root)],
  });
}

function explainNoFolder(): void {
  const next = vscode.workspace.isTrusted
    ? { title: vscode.l10n.t("Open Folder…"), command: "vscode.openFolder" }
    : { title: vscode.l10n.t("Manage Workspace Trust"), command: "workbench.trust.manage" };
  const text = vscode.workspace.isTrusted
    ? vscode.l10n.t("Open the folder of your project first, then link it.")
    : vscode.l10n.t("Git reads the settings that a folder brings along. Trust the folder first, then link it.");
  showDone(text, next);
}

/** A repository of the workspace; a folder without any becomes one when the person agrees. */
async function chooseRepository(git: GitProgram): Promise<string | undefined> {
  const roots = await openRepositories(git);
  if (roots.length === 1) return roots[0];
  if (roots.length === 0) return startRepository(git);
  const items = roots.map((root) => ({
    label: path.basename(root),
    description: path.dirname(root),
    iconPath: new vscode.ThemeIcon("repo"),
    root,
  }));
  const title = vscode.l10n.t("Link workspace to app");
  const placeHolder = vscode.l10n.t("Choose the repository");
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.root;
}

async function startRepository(git: GitProgram): Promise<string | undefined> {
  const [folder] = trustedFolders();
  if (folder === undefined) return undefined;
  // What git says against a folder that it refuses.
  await inspectFolder(git, folder);
  const label = vscode.l10n.t("$(repo-create) Make {0} a git repository", path.basename(folder));
  const chosen = await vscode.window.showQuickPick([{ label }], {
    title: vscode.l10n.t("A link to an app is a git remote"),
    placeHolder: vscode.l10n.t("This folder is in no repository yet"),
  });
  if (chosen === undefined) return undefined;
  await localGit(git, folder).run("init", "--quiet");
  return folder;
}

interface NameItem extends vscode.QuickPickItem {
  readonly name?: string;
}

async function chooseName({ app }: AppTarget, remotes: readonly KnownRemote[]): Promise<string | undefined> {
  const own = remotes.find((remote) => remote.app === app.name);
  const offers = offerRemoteNames(app.name, remotes).map(
    ({ name, taken }): NameItem => ({
      name,
      label: name,
      description: taken === undefined ? "" : vscode.l10n.t("leads to {0} now, and will no longer", taken),
    }),
  );
  const items: NameItem[] = [
    ...(own ? [{ name: own.name, label: own.name, description: vscode.l10n.t("leads there already") }] : []),
    ...offers,
    { label: vscode.l10n.t("$(edit) Another name…") },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Link to {0}", app.name),
    placeHolder: vscode.l10n.t("Choose the name of the git remote"),
  });
  if (chosen === undefined || chosen.name !== undefined) return chosen?.name;
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Link to {0}", app.name),
    prompt: vscode.l10n.t("Name of the git remote"),
    value: app.name,
    validateInput: (name) => remoteNameProblem(name, remotes),
  });
}

interface DefaultQuestion {
  readonly name: string;
  readonly remotes: readonly KnownRemote[];
  readonly chosen: AppTarget;
}

/** Only where there is a choice; undefined when the person declines the whole. */
async function chooseDefault(
  git: GitProgram,
  root: string,
  { name, remotes, chosen }: DefaultQuestion,
): Promise<boolean | undefined> {
  const others = remotes.filter((remote) => remote.app !== undefined && remote.name !== name);
  if (others.length === 0) return false;
  const now = (await defaultRemote(git, root)) ?? others.find((remote) => remote.name === "heroku")?.name;
  if (now === name) return false;
  const rest = now ?? others[0]?.name ?? "";
  const items = [
    { label: vscode.l10n.t("Keep {0} as the default", rest), isDefault: false },
    { label: vscode.l10n.t("Make {0} the default", name), isDefault: true },
  ];
  const answer = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Link to {0}", chosen.app.name),
    placeHolder: vscode.l10n.t("Several remotes lead to apps: which comes first?"),
  });
  return answer?.isDefault;
}
