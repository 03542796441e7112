import * as vscode from "vscode";
import { findGit } from "../../git/program.ts";
import { describeCommit } from "../../git/repository.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { gitOfSettings } from "../git-setting.ts";
import type { Services } from "../services.ts";
import { asTreeNode } from "../tree/nodes.ts";
import { chooseAccount } from "./choose-account.ts";
import { chooseApp } from "./choose-app.ts";
import { chooseFolder } from "./choose-folder.ts";
import type { Deployments } from "./deployments.ts";
import { prepareRepository } from "./prepare-repository.ts";
import { remoteFor } from "./remote.ts";

/** **Deploy to Heroku…** for a folder, a source control, an app of the tree, or whatever the person picks. */
export async function deploy(services: Services, deployments: Deployments, target: unknown): Promise<void> {
  if (!vscode.workspace.isTrusted) return explainTrust();
  const isOfApp = typeof target === "string" || asTreeNode(target) !== undefined;
  const row = isOfApp ? await appOfTarget(services, target, { title: vscode.l10n.t("Deploy to Heroku") }) : undefined;
  if (isOfApp && row === undefined) return;
  const first = row?.session ?? (await services.sessions.requireAny());
  if (first === undefined) return;
  const wanted = row?.app;
  const git = await findGit({ preferred: gitOfSettings() });
  const folder = await chooseFolder(git, target, { app: wanted, gitUrl: first.gitUrl });
  if (folder === undefined) return;
  const source = await prepareRepository(git, folder);
  if (source === undefined) return;
  const session = row?.session ?? (await chooseAccount(services, git, source.root));
  if (session === undefined) return;
  const what = await describeCommit(git, source.root, source.commit);
  const app = wanted ?? (await chooseApp(services, session, { git, root: source.root, what }));
  if (app === undefined) return;
  deployments.assertFree(app);
  const remote = await remoteFor(git, source.root, { app, gitUrl: session.gitUrl });
  await deployments.run({ app, session, git, source, what, remote });
}

async function explainTrust(): Promise<void> {
  const manage = vscode.l10n.t("Manage Workspace Trust");
  const text = vscode.l10n.t(
    "Deploying runs git in this folder, with the settings it brings along. Trust the folder first.",
  );
  const chosen = await vscode.window.showWarningMessage(text, manage);
  if (chosen === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}
