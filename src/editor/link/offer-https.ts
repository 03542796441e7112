import path from "node:path";
import * as vscode from "vscode";
import { rewriteSshRemotes, sshRemotes } from "../../git/change-remotes.ts";
import { findGit } from "../../git/program.ts";
import { gitOfSettings } from "../git-setting.ts";
import { showDone } from "../messages.ts";
import type { Services, Session } from "../services.ts";
import { listed, openRepositories } from "./open-repositories.ts";

const memory = "herokuWorkbench.sshRemotes.keep";

/** Asks once per repository and window whether remotes that Heroku no longer serves become https ones. */
export async function offerHttps(services: Services, session: Session, asked: Set<string>): Promise<void> {
  const git = await findGit({ preferred: gitOfSettings() });
  for (const root of await openRepositories(git)) {
    const kept = services.context.globalState.get<readonly string[]>(memory, []);
    if (asked.has(root) || kept.includes(root)) continue;
    const names = await sshRemotes(git, root, session.gitUrl);
    if (names.length === 0 || asked.has(root)) continue;
    asked.add(root);
    const answer = await ask(root, names);
    if (answer === "keep") await services.context.globalState.update(memory, [...kept, root]);
    if (answer !== "rewrite") continue;
    const changed = await rewriteSshRemotes(git, root, session.gitUrl);
    showDone(vscode.l10n.t("The remote {0} of {1} now uses https.", listed(changed), path.basename(root)));
  }
}

async function ask(root: string, names: readonly string[]): Promise<"keep" | "later" | "rewrite"> {
  const rewrite = vscode.l10n.t("Use https");
  const keep = vscode.l10n.t("Don't Ask Again");
  const text = vscode.l10n.t(
    "The remote {0} of {1} uses ssh, which Heroku no longer serves: pushes to it fail.",
    listed(names),
    path.basename(root),
  );
  const chosen = await vscode.window.showInformationMessage(text, rewrite, keep);
  if (chosen === rewrite) return "rewrite";
  return chosen === keep ? "keep" : "later";
}
