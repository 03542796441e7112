import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { localGit } from "../../git/local-git.ts";
import { findGit } from "../../git/program.ts";
import { explainInLine } from "../explanation.ts";
import { gitOfSettings } from "../git-setting.ts";

/** Offers to keep a file with values out of git, where a commit would take it along. */
export async function offerToIgnore(file: string): Promise<void> {
  const name = path.basename(file);
  const state = await stateInGit(file);
  if (state === "tracked") {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("{0} is tracked by git: its values are in the next commit. git rm --cached takes it out.", name),
    );
  }
  if (state !== "open") return;
  const add = vscode.l10n.t("Add to .gitignore");
  const question = vscode.l10n.t("{0} is not ignored by git: a commit would take its values along.", name);
  const chosen = vscode.window.showWarningMessage(question, add);
  void chosen.then(async (answer) => {
    if (answer === add) await ignore(file).catch(tellNotIgnored);
  });
}

function tellNotIgnored(error: unknown): void {
  void vscode.window.showErrorMessage(vscode.l10n.t(".gitignore could not be changed: {0}", explainInLine(error)));
}

/** `open`: a commit of everything takes it along. `ignored` holds outside a repository too. */
export async function stateInGit(file: string): Promise<"ignored" | "open" | "tracked"> {
  // Git reads the settings that a folder brings along.
  if (!vscode.workspace.isTrusted) return "ignored";
  const program = await findGit({ preferred: gitOfSettings() }).catch(() => undefined);
  if (program === undefined) return "ignored";
  const git = localGit(program, path.dirname(file));
  if ((await git.ask("rev-parse", "--is-inside-work-tree"))?.trim() !== "true") return "ignored";
  const name = path.basename(file);
  if ((await git.ask("ls-files", "--error-unmatch", "--", name)) !== undefined) return "tracked";
  return (await git.ask("check-ignore", "--quiet", "--", name)) === undefined ? "open" : "ignored";
}

/** In the folder of the file; what stands there stays, with its line ends. */
export async function ignore(file: string): Promise<void> {
  const list = path.join(path.dirname(file), ".gitignore");
  const text = await readFile(list, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text === "" || text.endsWith("\n") ? "" : end;
  await writeFile(list, `${text}${gap}/${path.basename(file)}${end}`);
}
