import path from "node:path";
import * as vscode from "vscode";
import { remoteOfApp } from "../../git/app-of-remote.ts";
import { localGit } from "../../git/local-git.ts";
import { findGit, type GitProgram } from "../../git/program.ts";
import { listRemotes } from "../../git/remotes.ts";
import { gitOfSettings } from "../git-setting.ts";
import { openRepositories as rootsOf } from "../link/open-repositories.ts";
import type { AppTarget } from "../services.ts";
import { askPick, back } from "../steps.ts";
import { type AppPlan, remoteNameFor } from "./plan.ts";
import type { Line } from "./plan-step.ts";

/** A repository of the open folders, which may get a remote of the new app. */
export interface OpenRepository {
  readonly git: GitProgram;
  readonly root: string;
  readonly remotes: readonly string[];
}

export interface RemotePlan extends AppPlan {
  readonly repository?: OpenRepository | undefined;
}

/** None without git, or where a folder is not trusted: git reads the settings that it brings along. */
export async function openRepositories(): Promise<readonly OpenRepository[]> {
  const git = await findGit({ preferred: gitOfSettings() }).catch(() => undefined);
  if (git === undefined) return [];
  const roots = await rootsOf(git);
  return Promise.all(
    roots.map(async (root) => ({ git, root, remotes: (await listRemotes(git, root)).map(({ name }) => name) })),
  );
}

export function remoteLine<P extends RemotePlan>(repositories: readonly OpenRepository[]): Line<P> {
  const words = ({ root, remotes }: OpenRepository, { name, pipeline }: AppPlan): string =>
    `${remoteNameFor(remotes, name || "…", pipeline?.stage)} → ${path.basename(root)}`;
  return {
    label: vscode.l10n.t("Git remote"),
    shown: (plan) => (plan.repository ? words(plan.repository, plan) : vscode.l10n.t("none")),
    async edit(plan, place) {
      const items: (vscode.QuickPickItem & { repository?: OpenRepository })[] = [
        ...repositories.map((repository) => ({
          label: words(repository, plan),
          description: repository.root,
          repository,
        })),
        { label: vscode.l10n.t("None") },
      ];
      const chosen = await askPick(place, { items, placeholder: vscode.l10n.t("Which repository gets a remote?") });
      return chosen === undefined || chosen === back ? plan : { ...plan, repository: chosen.repository };
    },
  };
}

/** Adds the remote; resolves with its name. */
export async function addRemote(
  { git, root, remotes }: OpenRepository,
  { app, session }: AppTarget,
  plan: AppPlan,
): Promise<string> {
  const name = remoteNameFor(remotes, app.name, plan.pipeline?.stage);
  await localGit(git, root).run("remote", "add", "--", name, remoteOfApp(app.name, session.gitUrl));
  return name;
}
