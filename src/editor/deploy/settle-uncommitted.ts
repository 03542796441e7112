import * as vscode from "vscode";
import { commitEverything } from "../../git/first-commit.ts";
import type { GitProgram } from "../../git/program.ts";
import { describeCommit, listUncommitted, type Repository } from "../../git/repository.ts";
import { listFiles, secretsAmong } from "./list-files.ts";

interface Choice extends vscode.QuickPickItem {
  readonly commits: boolean;
}

/** Says what is not committed and therefore not sent. False when the person declines to deploy. */
export async function settleUncommitted(git: GitProgram, repository: Repository): Promise<boolean> {
  const { changed, untracked, root } = repository;
  if (changed + untracked === 0) return true;
  const files = await listUncommitted(git, root);
  const secrets = secretsAmong(files);
  const choices: Choice[] = [
    {
      label: vscode.l10n.t("$(cloud-upload) Deploy the last commit"),
      description: await describeCommit(git, root, "HEAD"),
      detail: vscode.l10n.t("Stays here: {0}", listFiles(files)),
      commits: false,
    },
    {
      label: vscode.l10n.t("$(git-commit) Commit everything and deploy"),
      detail:
        secrets.length === 0
          ? listFiles(files)
          : vscode.l10n.t("$(warning) Secrets among them: {0}", secrets.join(", ")),
      commits: true,
    },
  ];
  const choice = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t("{0} not committed, and so not sent to Heroku", counted(changed, untracked)),
    placeHolder: vscode.l10n.t("What should be deployed?"),
  });
  if (choice === undefined) return false;
  return choice.commits ? commit(git, root) : true;
}

async function commit(git: GitProgram, root: string): Promise<boolean> {
  const message = await vscode.window.showInputBox({
    title: vscode.l10n.t("Commit everything and deploy"),
    prompt: vscode.l10n.t("Message of the commit"),
    value: vscode.l10n.t("Deploy to Heroku"),
    validateInput: (text) => (text.trim() === "" ? vscode.l10n.t("A commit needs a message.") : undefined),
  });
  if (message === undefined) return false;
  await commitEverything(git, root, { message });
  return true;
}

function counted(changed: number, untracked: number): string {
  const parts = [
    ...(changed > 0 ? [vscode.l10n.t("{0} changed", changed)] : []),
    ...(untracked > 0 ? [vscode.l10n.t("{0} new", untracked)] : []),
  ];
  return parts.join(", ");
}
