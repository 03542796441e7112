import path from "node:path";
import * as vscode from "vscode";
import { removeRemotes } from "../../git/change-remotes.ts";
import { findGit } from "../../git/program.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { during } from "../explanation.ts";
import { gitOfSettings } from "../git-setting.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import { asTreeNode } from "../tree/nodes.ts";
import { type LinkedRepository, linkedRepositories, placesOf } from "./open-repositories.ts";

interface LinkItem extends vscode.QuickPickItem {
  readonly repository: LinkedRepository;
  readonly remote: string;
}

/** **Unlink Workspace from App…**: removes git remotes; app and folder stay. */
export async function unlinkWorkspace(services: Services, target: unknown): Promise<void> {
  if ((await services.sessions.requireAny()) === undefined) return;
  const isOfApp = typeof target === "string" || asTreeNode(target) !== undefined;
  const app = isOfApp ? await appOfTarget(services, target, { title: vscode.l10n.t("Unlink") }) : undefined;
  if (isOfApp && app === undefined) return;
  const git = await findGit({ preferred: gitOfSettings() });
  const gitUrls = new Set((app ? [app.session] : services.sessions.all).map(({ gitUrl }) => gitUrl));
  const linked = [...gitUrls].map((gitUrl) => linkedRepositories(git, { gitUrl, app: app?.app.name }));
  const links = itemsOf((await Promise.all(linked)).flat());
  const chosen = links.length === 0 ? explainNoLink(app?.app.name) : await choose(links);
  if (chosen === undefined || chosen.length === 0) return;
  const byRoot = Map.groupBy(chosen, ({ repository: { root } }) => root);
  await during(vscode.l10n.t("Not everything could be unlinked"), async () => {
    for (const [root, items] of byRoot) {
      await removeRemotes(
        git,
        root,
        items.map(({ remote }) => remote),
      );
    }
  });
  const places = [...byRoot].map(([root, items]) => ({
    name: path.basename(root),
    remotes: items.map(({ remote }) => remote),
  }));
  showDone(vscode.l10n.t("Removed the remote {0}. Apps and folders stay as they are.", placesOf(places)));
}

function itemsOf(repositories: readonly LinkedRepository[]): LinkItem[] {
  return repositories.flatMap((repository) =>
    repository.remotes.map(({ name, app }) => ({
      label: app,
      description: vscode.l10n.t("remote {0} in {1}", name, repository.name),
      remote: name,
      repository,
    })),
  );
}

function explainNoLink(app: string | undefined): undefined {
  showDone(
    app === undefined
      ? vscode.l10n.t("No git remote of this workspace leads to an app.")
      : vscode.l10n.t("No git remote of this workspace leads to {0}.", app),
  );
}

async function choose(links: readonly LinkItem[]): Promise<readonly LinkItem[] | undefined> {
  const [first] = links;
  return vscode.window.showQuickPick(
    links.map((link) => ({ ...link, picked: link === first && links.length === 1 })),
    {
      canPickMany: true,
      title: vscode.l10n.t("Unlink workspace"),
      placeHolder: vscode.l10n.t("Choose the git remotes to remove"),
      matchOnDescription: true,
    },
  );
}
