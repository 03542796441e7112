import * as vscode from "vscode";
import { removeCollaborator } from "../../heroku/resources/collaborators.ts";
import { confirm } from "../commands/confirm.ts";
import { forEach } from "../commands/for-each.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import { rowOfApp } from "../tree/nodes.ts";
import { type AppCollaborator, chooseCollaborators, isOwner } from "./choose-collaborators.ts";

/** Takes one or several people off an app, after one question; the owner stays. */
export async function removeCollaborators(services: Services, target: unknown, rows: unknown): Promise<void> {
  const title = vscode.l10n.t("Remove collaborators");
  const chosen = await chooseCollaborators(services, { target, rows, title, many: true });
  if (chosen === undefined) return;
  const removed = chosen.filter((one) => !isOwner(one));
  const owners = chosen.filter(isOwner);
  const [owner] = owners;
  if (removed.length === 0 && owner !== undefined) return refuse(owner);
  if (!(await isConfirmed(removed, owners))) return;
  const done = await forEach(services, removed, {
    words: wordsOn,
    failure: (words) => vscode.l10n.t("{0} could not be removed", words),
    act: ({ app, session, email }) => removeCollaborator(session.client, app.id, email),
  });
  if (done.length === 0) return;
  const left = removed.length - done.length;
  const words = vscode.l10n.t("Removed {0}.", done.map(wordsOn).join(", "));
  showDone(left === 0 ? words : `${words} ${vscode.l10n.t("Not removed: {0}.", left)}`);
}

function refuse({ app, session, email }: AppCollaborator): void {
  showDone(vscode.l10n.t("{0} owns {1} and cannot be removed; make somebody else the owner first.", email, app.name), {
    title: vscode.l10n.t("Make Owner…"),
    command: commands.makeOwner,
    arguments: [rowOfApp({ app, session })],
  });
}

/** Who takes themselves off is asked in any case: they cannot undo it. */
async function isConfirmed(removed: readonly AppCollaborator[], owners: readonly AppCollaborator[]): Promise<boolean> {
  const self = removed.find(({ email, session }) => email === session.account.email);
  const question =
    removed.length === 1
      ? vscode.l10n.t("Remove {0}?", removed.map(wordsOn).join())
      : vscode.l10n.t("Remove {0} collaborators?", removed.length);
  const detail = [
    ...(removed.length === 1 ? [] : removed.map((one) => `• ${wordsOn(one)}`)),
    vscode.l10n.t("They can no longer deploy, see or change the app."),
    ...owners.map(({ app, email }) => vscode.l10n.t("{0} owns {1} and stays.", email, app.name)),
    ...(self ? [vscode.l10n.t("This is you: {0} will be gone from your apps.", self.app.name)] : []),
  ].join("\n");
  const yes = vscode.l10n.t("Remove");
  if (self === undefined) return confirm("collaborators", { question, detail, yes });
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}

function wordsOn({ app, email }: AppCollaborator): string {
  return vscode.l10n.t("{0} from {1}", email, app.name);
}
