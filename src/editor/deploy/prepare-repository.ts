import path from "node:path";
import * as vscode from "vscode";
import type { GitProgram } from "../../git/program.ts";
import { inspectFolder, type Repository } from "../../git/repository.ts";
import { makeFirstCommit } from "./make-first-commit.ts";
import { settleUncommitted } from "./settle-uncommitted.ts";

/** What is sent: one commit of a repository. */
export interface Source {
  readonly root: string;
  readonly commit: string;
  /** Undefined for a detached HEAD. */
  readonly branch: string | undefined;
}

/** Sees to it that there is a repository with a commit, and that the person knows what is in it. Undefined when they decline. */
export async function prepareRepository(git: GitProgram, folder: string): Promise<Source | undefined> {
  const state = await inspectFolder(git, folder);
  if (state.kind === "no-repository") return (await makeFirstCommit(git, folder)) ? sourceOf(git, folder) : undefined;
  if (state.subfolder !== "" && !(await acceptsRoot(state))) return undefined;
  if (state.isShallow && !(await acceptsShallow())) return undefined;
  const isReady =
    state.head.kind === "no-commits"
      ? await makeFirstCommit(git, state.root, { hasRepository: true })
      : await settleUncommitted(git, state);
  return isReady ? sourceOf(git, state.root) : undefined;
}

async function sourceOf(git: GitProgram, folder: string): Promise<Source | undefined> {
  const state = await inspectFolder(git, folder);
  if (state.kind === "no-repository" || state.head.kind === "no-commits") return undefined;
  const { head, root } = state;
  return { root, commit: head.commit, branch: head.kind === "branch" ? head.branch : undefined };
}

async function acceptsRoot({ root, subfolder }: Repository): Promise<boolean> {
  const whole: vscode.QuickPickItem = {
    label: vscode.l10n.t("$(cloud-upload) Deploy the whole repository"),
    description: root,
    detail: vscode.l10n.t(
      "{0} is sent as a part of it; a Procfile in there is not looked at.",
      subfolder.replace(/\/$/, ""),
    ),
  };
  const chosen = await vscode.window.showQuickPick([whole], {
    title: vscode.l10n.t("Heroku builds from the root of the repository"),
    placeHolder: vscode.l10n.t("{0} is a folder inside {1}", subfolder.replace(/\/$/, ""), path.basename(root)),
  });
  return chosen !== undefined;
}

async function acceptsShallow(): Promise<boolean> {
  const items: vscode.QuickPickItem[] = [
    {
      label: vscode.l10n.t("Try anyway"),
      description: vscode.l10n.t("works when the app has been deployed from here before"),
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("This repository is a shallow clone"),
    placeHolder: vscode.l10n.t("Heroku refuses a history whose beginning is missing"),
  });
  return chosen !== undefined;
}
