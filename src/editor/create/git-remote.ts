import path from "node:path";
import * as vscode from "vscode";
import { remoteOfApp } from "../../git/app-of-remote.ts";
import { localGit } from "../../git/local-git.ts";
import { findGit, type GitProgram } from "../../git/program.ts";
import { listRemotes } from "../../git/remotes.ts";
import { inspectFolder } from "../../git/repository.ts";
import { gitOfSettings } from "../git-setting.ts";
import type { AppTarget } from "../services.ts";
import { type AppPlan, remoteNameFor } from "./plan.ts";
import type { Line } from "./plan-step.ts";
import { askPick, back } from "./steps.ts";

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
  if (!vscode.workspace.isTrusted) return [];
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  try {
    const git = await findGit({ preferred: gitOfSettings() });
    const found = await Promise.all(folders.map(({ uri }) => repositoryAt(git, uri.fsPath)));
    return [...new Map(found.flat().map((it) => [it.root, it])).values()];
  } catch {
    return [];
  }
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

async function repositoryAt(git: GitProgram, folder: string): Promise<OpenRepository[]> {
  const state = await inspectFolder(git, folder).catch(() => undefined);
  if (state?.kind !== "repository") return [];
  return [{ git, root: state.root, remotes: (await listRemotes(git, state.root)).map(({ name }) => name) }];
}
