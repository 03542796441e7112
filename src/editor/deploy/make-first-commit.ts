import path from "node:path";
import * as vscode from "vscode";
import {
  addIgnores,
  commitEverything,
  initRepository,
  missingIgnores,
  previewFirstCommit,
} from "../../git/first-commit.ts";
import type { GitProgram } from "../../git/program.ts";
import { listFiles, secretsAmong } from "./list-files.ts";

interface Choice extends vscode.QuickPickItem {
  readonly ignores: readonly string[];
}

/** Says what a first commit would hold, and makes it with consent. False when the person declines. */
export async function makeFirstCommit(
  git: GitProgram,
  folder: string,
  { hasRepository = false }: { hasRepository?: boolean } = {},
): Promise<boolean> {
  const missing = await missingIgnores(folder);
  const [clean, all] = await Promise.all([
    previewFirstCommit(git, folder, { ignores: missing }),
    previewFirstCommit(git, folder, { ignores: [] }),
  ]);
  if (all.length === 0) throw new Error(vscode.l10n.t("There is nothing to deploy in {0}: it has no files.", folder));
  const choice = await vscode.window.showQuickPick(choices(missing, clean, all), {
    title: hasRepository
      ? vscode.l10n.t("{0} has no commit yet", path.basename(folder))
      : vscode.l10n.t("{0} is not in a git repository yet", path.basename(folder)),
    placeHolder: vscode.l10n.t("Heroku gets what is committed. Nothing is written before you choose."),
  });
  if (choice === undefined) return false;
  if (!hasRepository) await initRepository(git, folder);
  if (choice.ignores.length > 0) await addIgnores(folder, choice.ignores);
  await commitEverything(git, folder, { message: "Initial commit" });
  return true;
}

function choices(missing: readonly string[], clean: readonly string[], all: readonly string[]): Choice[] {
  const plain: Choice = {
    label: vscode.l10n.t("$(git-commit) Commit everything"),
    detail: warned(all),
    ignores: [],
  };
  if (missing.length === 0) return [plain];
  const careful: Choice = {
    label: vscode.l10n.t("$(git-commit) Commit, with a .gitignore"),
    description: vscode.l10n.t("leaves out {0}", missing.filter((it) => !it.startsWith("!")).join(" ")),
    detail: listFiles([...clean.filter((file) => file !== ".gitignore"), ".gitignore"]),
    ignores: missing,
  };
  return [careful, { ...plain, description: vscode.l10n.t("without touching .gitignore") }];
}

function warned(files: readonly string[]): string {
  const secrets = secretsAmong(files);
  const list = listFiles(files);
  return secrets.length === 0
    ? list
    : vscode.l10n.t("$(warning) Secrets among them ({0}). {1}", secrets.join(", "), list);
}
